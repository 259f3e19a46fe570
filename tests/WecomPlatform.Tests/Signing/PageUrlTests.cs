using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Tests.Signing;

public class PageUrlTests
{
    /// <summary>What Chromium wrote into location.href; System.Uri changes several of them.</summary>
    public static TheoryData<string> BrowserUrls =>
        [
            "https://app.example.com/",
            "https://app.example.com/?",
            "https://app.example.com/?code=C",
            "https://app.example.com/b",
            "https://app.example.com/p?a=x|y",
            "https://app.example.com/p?a=x^y",
            "https://app.example.com/p?a=[1]",
            "https://app.example.com/p?a={1}",
            "https://app.example.com/p?a=`1`",
            @"https://app.example.com/p?a=c:\d",
            "https://app.example.com/p?a=%e4%b8%ad",
            "https://app.example.com/p?a=%E4%B8%AD",
            "https://app.example.com/p?a=%41%7e",
            "https://app.example.com/%E4%B8%AD%e6%96%87/",
            "https://xn--fsqu00a.xn--fiqs8s/?q=1",
            "http://127.0.0.1:8080/a//b/./c?x=1&y=2&&z",
            "http://[::1]:8080/?a=https://other.example/?b@c:d",
            "http://mp.weixin.qq.com?params=value",
        ];

    [Theory]
    [MemberData(nameof(BrowserUrls))]
    public void A_url_that_a_browser_sends_is_kept_byte_for_byte(string text)
    {
        PageUrl.TryParse(text, out var url, out var broken).ShouldBeTrue();

        broken.ShouldBe(UrlRule.None);
        url.Text.ShouldBe(text);
        url.Warnings.ShouldBe(UrlWarnings.None);
    }

    [Theory]
    [MemberData(nameof(BrowserUrls))]
    public void The_hash_and_what_follows_are_dropped(string text)
    {
        Parse(text + "#/spa?code=X#more").Text.ShouldBe(text);
        Parse(text + "#").Text.ShouldBe(text);
    }

    [Theory]
    [InlineData("https://app.example.com/#/中文\r\n")]
    [InlineData("https://app.example.com/# &amp;")]
    public void What_follows_the_hash_is_neither_judged_nor_warned_of(string text)
    {
        var url = Parse(text);

        url.Text.ShouldBe("https://app.example.com/");
        url.Warnings.ShouldBe(UrlWarnings.None);
    }

    [Fact]
    public void A_text_without_a_hash_is_not_copied()
    {
        var text = "https://app.example.com/?code=C";

        Parse(text).Text.ShouldBeSameAs(text);
    }

    [Fact]
    public void A_literal_amp_entity_is_kept_and_warned_of()
    {
        var url = Parse("https://app.example.com/?a=1&amp;b=2");

        url.Text.ShouldBe("https://app.example.com/?a=1&amp;b=2");
        url.Warnings.ShouldBe(UrlWarnings.HtmlEscapedAmpersand);
        url.Warnings.ToCodes().ShouldBe(["html_escaped_ampersand"]);
    }

    [Fact]
    public void A_raw_space_is_kept_and_warned_of()
    {
        var url = Parse("https://app.example.com/?a=1 2&amp;b");

        url.Text.ShouldBe("https://app.example.com/?a=1 2&amp;b");
        url.Warnings.ShouldBe(UrlWarnings.HtmlEscapedAmpersand | UrlWarnings.UnescapedSpace);
        url.Warnings.ToCodes().ShouldBe(["html_escaped_ampersand", "unescaped_space"]);
    }

    [Fact]
    public void An_escaped_space_or_an_ampersand_alone_is_not_warned_of() =>
        Parse("https://app.example.com/?a=1%20+2&amp=3").Warnings.ToCodes().ShouldBeEmpty();

    [Fact]
    public void Urls_are_equal_when_the_same_text_is_signed()
    {
        Parse("https://a.example/x#1").ShouldBe(Parse("https://a.example/x#2"));
        Parse("https://a.example/x#1").GetHashCode().ShouldBe(Parse("https://a.example/x#2").GetHashCode());
        Parse("https://a.example/x").ShouldNotBe(Parse("https://a.example/X"));
    }

    [Theory]
    [InlineData("https://user:pass@app.example.com:444/login?code=SECRET", "https://app.example.com:444/login")]
    [InlineData("https://app.example.com?code=SECRET/@x", "https://app.example.com")]
    [InlineData("https://app.example.com", "https://app.example.com")]
    public void Printing_a_url_shows_neither_password_nor_query(string text, string printed) => Parse(text).ToString().ShouldBe(printed);

    [Fact]
    public void A_url_that_was_never_set_says_so_and_is_in_no_domain()
    {
        Should.Throw<InvalidOperationException>(() => default(PageUrl).Text);
        default(PageUrl).ToString().ShouldBeEmpty();
        TrustedDomain.Parse("example.com").Covers(default(PageUrl).Host).ShouldBeFalse();
    }

    private static PageUrl Parse(string text)
    {
        PageUrl.TryParse(text, out var url, out var broken).ShouldBeTrue(broken.ToString());
        return url;
    }
}
