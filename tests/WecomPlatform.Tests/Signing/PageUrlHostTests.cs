using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Tests.Signing;

public class PageUrlHostTests
{
    [Theory]
    [InlineData("https://app.example.com", "app.example.com")]
    [InlineData("https://app.example.com/", "app.example.com")]
    [InlineData("https://app.example.com?x", "app.example.com")]
    [InlineData("https://app.example.com#x", "app.example.com")]
    [InlineData("https://APP.Example.COM/Path", "app.example.com")]
    [InlineData("https://app.example.com:8443/x", "app.example.com")]
    [InlineData("https://app.example.com:0/x", "app.example.com")]
    [InlineData("https://app.example.com:65535", "app.example.com")]
    [InlineData("https://app.example.com:00080/", "app.example.com")]
    [InlineData("https://app.example.com:/", "app.example.com")]
    [InlineData("https://app.example.com./", "app.example.com.")]
    [InlineData("https://user:pass@app.example.com/", "app.example.com")]
    [InlineData("https://a_b.example.com/", "a_b.example.com")]
    [InlineData("https://127.0.0.1:8080/", "127.0.0.1")]
    [InlineData("https://1.2.3.4.example.com/", "1.2.3.4.example.com")]
    [InlineData("https://[::1]/", "[::1]")]
    [InlineData("https://[2001:DB8:0::1]:8443/x", "[2001:db8::1]")]
    [InlineData("https://localhost", "localhost")]
    public void The_host_is_found_without_port_and_in_lower_case(string text, string host) => HostOf(text).ShouldBe(host);

    [Theory]
    [InlineData(@"https://evil.com\@app.example.com/")]
    [InlineData("https://app.example.com@evil.com/")]
    [InlineData("https://app.example.com:443@evil.com/")]
    [InlineData("https://app.example.com:pass@app.example.com@evil.com/")]
    [InlineData("https://evil.com/@app.example.com/")]
    [InlineData("https://evil.com?@app.example.com/")]
    [InlineData("https://evil.com#@app.example.com/")]
    [InlineData(@"https://evil.com\.app.example.com/")]
    [InlineData("https://evil.com/https://app.example.com/")]
    [InlineData("https://evil.com:80/app.example.com:80")]
    [InlineData(@"https://app.example.com@evil.com:443\@app.example.com")]
    [InlineData("https://[app.example.com]@evil.com/")]
    [InlineData("https://app.example.com&@evil.com/")]
    [InlineData("https://app.example.com%2f@evil.com/")]
    [InlineData("https://app.example.com;@EVIL.com/")]
    public void A_disguised_host_is_seen_through(string text)
    {
        HostOf(text).ShouldBe("evil.com");
        PageUrl.TryParse(text, out var url, out _).ShouldBeTrue();
        TrustedDomain.Parse("app.example.com").Covers(url.Host).ShouldBeFalse();
    }

    private static string HostOf(string text)
    {
        PageUrl.TryParse(text, out var url, out var broken).ShouldBeTrue(broken.ToString());
        return url.Host.ToString();
    }
}
