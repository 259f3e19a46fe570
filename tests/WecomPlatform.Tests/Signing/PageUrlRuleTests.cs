using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Tests.Signing;

public class PageUrlRuleTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("#https://app.example.com/")]
    [InlineData("/path?x=1")]
    [InlineData("//app.example.com/")]
    [InlineData("app.example.com/x")]
    [InlineData(" https://app.example.com/")]
    [InlineData("://app.example.com/")]
    [InlineData("https")]
    [InlineData("https:")]
    [InlineData("https:app.example.com")]
    [InlineData("https:/app.example.com/")]
    [InlineData(@"https:\\app.example.com/")]
    [InlineData("https:///app.example.com/")]
    [InlineData(@"https://\app.example.com/")]
    [InlineData("https://")]
    [InlineData("https://?app.example.com")]
    [InlineData("https://#app.example.com")]
    public void A_text_without_scheme_slashes_and_host_is_not_absolute(string? text) => Broken(text).ShouldBe(UrlRule.NotAbsolute);

    [Theory]
    [InlineData("https://user@/")]
    [InlineData("https://:443/")]
    [InlineData("https://app.example.com:65536/")]
    [InlineData("https://app.example.com:4294967376/")]
    [InlineData("https://app.example.com:http/")]
    [InlineData("https://app.example.com:-1/")]
    [InlineData("https://app.example.com:80:90/")]
    [InlineData("https://app..example.com/")]
    [InlineData("https://.example.com/")]
    [InlineData("https://./")]
    [InlineData("https://app.example.com../")]
    [InlineData("https://%61pp.example.com/")]
    [InlineData("https://evil.com%2f.example.com/")]
    [InlineData("https://app example.com/")]
    [InlineData("https://a,b.example.com/")]
    [InlineData("https://[::1/")]
    [InlineData("https://[::1]x/")]
    [InlineData("https://[::1]:x/")]
    [InlineData("https://[]/")]
    [InlineData("https://[1.2.3.4]/")]
    [InlineData("https://[fe80::1%25eth0]/")]
    [InlineData("https://[app.example.com]/")]
    [InlineData("https://::1/")]
    [InlineData("https://1.2.3/")]
    [InlineData("https://1.2.3.256/")]
    [InlineData("https://01.2.3.4/")]
    [InlineData("https://1.2.3.4.5/")]
    [InlineData("https://1.2.3.4./")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.0.0.0x1/")]
    public void An_authority_that_no_browser_writes_is_not_absolute(string text) => Broken(text).ShouldBe(UrlRule.NotAbsolute);

    [Theory]
    [InlineData("ftp://app.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("wss://app.example.com/")]
    [InlineData("httpss://app.example.com/")]
    [InlineData("about:blank")]
    [InlineData("localhost:8080/x")]
    public void Only_http_and_https_are_signed(string text) => Broken(text).ShouldBe(UrlRule.Scheme);

    [Theory]
    [InlineData("HTTPS://app.example.com/")]
    [InlineData("Http://app.example.com/")]
    public void The_scheme_may_be_in_any_case_and_is_kept(string text)
    {
        PageUrl.TryParse(text, out var url, out _).ShouldBeTrue();
        url.Text.ShouldBe(text);
    }

    [Fact]
    public void Every_control_character_is_refused_wherever_it_stands()
    {
        foreach (var c in Enumerable.Range(0, 0x20).Append(0x7f).Select(i => (char)i))
        {
            Broken($"https://app.example.com/{c}").ShouldBe(UrlRule.ControlCharacter);
            Broken($"https://app{c}.example.com/").ShouldBe(UrlRule.ControlCharacter);
            Broken($"{c}https://app.example.com/").ShouldBe(UrlRule.ControlCharacter);
        }
    }

    [Theory]
    [InlineData("https://app.example.com/中文")]
    [InlineData("https://例子.中国/")]
    [InlineData("https://app.example.com/\u0080")]
    [InlineData("https://app.example.com/\ud83d\ude00")]
    [InlineData("https://app.example.com/\ud83d")]
    [InlineData("https://app.example.com\uff0fx")]
    [InlineData("首页")]
    public void Characters_beyond_ascii_are_refused(string text) => Broken(text).ShouldBe(UrlRule.NonAscii);

    [Fact]
    public void The_first_strange_character_names_the_rule()
    {
        Broken("https://app.example.com/\n中").ShouldBe(UrlRule.ControlCharacter);
        Broken("https://app.example.com/中\n").ShouldBe(UrlRule.NonAscii);
    }

    [Fact]
    public void The_whole_received_text_counts_for_the_length()
    {
        const string Start = "https://app.example.com/";

        PageUrl.TryParse(Start.PadRight(8192, 'a'), out var url, out _).ShouldBeTrue();
        url.Text.Length.ShouldBe(8192);
        Broken(Start.PadRight(8193, 'a')).ShouldBe(UrlRule.TooLong);
        Broken($"{Start}#".PadRight(8193, 'a')).ShouldBe(UrlRule.TooLong);
        Broken(new string('中', 8193)).ShouldBe(UrlRule.TooLong);
    }

    [Theory]
    [InlineData(UrlRule.None, "none")]
    [InlineData(UrlRule.NotAbsolute, "not_absolute")]
    [InlineData(UrlRule.Scheme, "scheme")]
    [InlineData(UrlRule.ControlCharacter, "control_character")]
    [InlineData(UrlRule.NonAscii, "non_ascii")]
    [InlineData(UrlRule.TooLong, "too_long")]
    public void Every_rule_has_a_stable_code(UrlRule rule, string code) => rule.ToCode().ShouldBe(code);

    [Fact]
    public void A_number_that_is_no_rule_has_no_code() => Should.Throw<ArgumentOutOfRangeException>(() => ((UrlRule)99).ToCode());

    private static UrlRule Broken(string? text)
    {
        PageUrl.TryParse(text, out _, out var broken).ShouldBeFalse();
        return broken;
    }
}
