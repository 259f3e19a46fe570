using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Tests.Signing;

public class TrustedDomainTests
{
    [Theory]
    [InlineData("app.example.com", "app.example.com")]
    [InlineData("APP.Example.Com", "app.example.com")]
    [InlineData("例子.中国", "xn--fsqu00a.xn--fiqs8s")]
    [InlineData("www.例子.中国", "www.xn--fsqu00a.xn--fiqs8s")]
    [InlineData("例子。中国", "xn--fsqu00a.xn--fiqs8s")]
    [InlineData("BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("XN--FSQU00A.xn--fiqs8s", "xn--fsqu00a.xn--fiqs8s")]
    [InlineData("localhost", "localhost")]
    [InlineData("a_b.example.com", "a_b.example.com")]
    [InlineData("example.com.", "example.com.")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("::1", "[::1]")]
    [InlineData("[2001:DB8:0:0::1]", "[2001:db8::1]")]
    public void A_domain_is_kept_in_lower_case_punycode(string text, string value)
    {
        TrustedDomain.TryParse(text, out var domain).ShouldBeTrue();

        domain.Value.ShouldBe(value);
        domain.ToString().ShouldBe(value);
        TrustedDomain.Parse(value).ShouldBe(domain);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(" ")]
    [InlineData(" example.com")]
    [InlineData("example.com ")]
    [InlineData("exa mple.com")]
    [InlineData("https://example.com")]
    [InlineData("example.com/")]
    [InlineData("example.com/path")]
    [InlineData("example.com:443")]
    [InlineData("10.0.0.1:80")]
    [InlineData("[::1]:80")]
    [InlineData("user@example.com")]
    [InlineData("*.example.com")]
    [InlineData("*")]
    [InlineData(".example.com")]
    [InlineData("a..example.com")]
    [InlineData("example.com..")]
    [InlineData("例子..中国")]
    [InlineData("例子.中国/")]
    [InlineData("例子*.中国")]
    [InlineData("exam%70le.com")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.01")]
    [InlineData("0x7f.1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[]")]
    [InlineData("[")]
    [InlineData("example.com\n")]
    [InlineData("exa\0mple.com")]
    [InlineData("＊.例子.中国")]
    [InlineData("例子.中国／路径")]
    [InlineData("例子.中国：８０")]
    [InlineData("例 子.中国")]
    [InlineData("\ufffd.example.com")]
    public void What_is_no_host_is_refused(string? text)
    {
        TrustedDomain.TryParse(text, out var domain).ShouldBeFalse();
        domain.ShouldBe(default);
    }

    [Fact]
    public void A_name_has_at_most_253_characters_and_labels_of_63()
    {
        var label = new string('a', 63);
        var longest = $"{label}.{label}.{label}.{new string('a', 61)}";

        longest.Length.ShouldBe(253);
        TrustedDomain.TryParse(longest, out _).ShouldBeTrue();
        TrustedDomain.TryParse($"{longest}.", out _).ShouldBeTrue();
        TrustedDomain.TryParse($"{longest}a", out _).ShouldBeFalse();
        TrustedDomain.TryParse($"{label}a.example", out _).ShouldBeFalse();
        TrustedDomain.TryParse(string.Join('.', Enumerable.Repeat("中", 60)), out _).ShouldBeFalse();
        TrustedDomain.TryParse(new string('中', 100_000), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("example.com", "example.com", true)]
    [InlineData("example.com", "app.example.com", true)]
    [InlineData("example.com", "a.b.example.com", true)]
    [InlineData("example.com", "notexample.com", false)]
    [InlineData("example.com", "example.com.evil.com", false)]
    [InlineData("example.com", "com", false)]
    [InlineData("example.com", "", false)]
    [InlineData("app.example.com", "example.com", false)]
    [InlineData("example.com", "example.com.", false)]
    [InlineData("example.com.", "example.com", false)]
    [InlineData("example.com.", "app.example.com.", true)]
    [InlineData("例子.中国", "app.xn--fsqu00a.xn--fiqs8s", true)]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "1.10.0.0.1", false)]
    [InlineData("0.0.0.1", "10.0.0.1", false)]
    [InlineData("::1", "[::1]", true)]
    [InlineData("::1", "a.[::1]", false)]
    public void A_domain_covers_itself_and_what_is_below_it(string domain, string host, bool covered) =>
        TrustedDomain.Parse(domain).Covers(host).ShouldBe(covered);

    [Fact]
    public void An_ipv6_page_is_trusted_in_any_spelling_of_its_address()
    {
        PageUrl.TryParse("http://[2001:db8:0:0:0:0:0:1]:8080/", out var url, out _).ShouldBeTrue();

        TrustedDomain.Parse("2001:DB8::1").Covers(url.Host).ShouldBeTrue();
    }

    [Fact]
    public void A_domain_that_was_never_set_covers_nothing()
    {
        default(TrustedDomain).Covers("example.com").ShouldBeFalse();
        default(TrustedDomain).Covers("").ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => default(TrustedDomain).Value);
    }

    [Fact]
    public void Half_a_character_is_refused() => TrustedDomain.TryParse("\ud83d.example.com", out _).ShouldBeFalse();

    [Fact]
    public void Parsing_what_is_no_domain_throws() => Should.Throw<FormatException>(() => TrustedDomain.Parse("*.example.com"));

    [Fact]
    public void Asking_allocates_nothing()
    {
        var domain = TrustedDomain.Parse("example.com");
        PageUrl.TryParse("https://app.example.com/x", out var url, out _).ShouldBeTrue();

        Allocation.ShouldBeNone(() => domain.Covers(url.Host));
    }
}
