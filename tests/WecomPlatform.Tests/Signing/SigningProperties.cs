using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Tests.Signing;

public class SigningProperties
{
    private static readonly Gen<string> s_printable = TextOf(Gen.Choose(' ', '~').Select(i => (char)i));

    // Texts that are half a url: random ones would hardly ever reach the parser's corners.
    private static readonly Gen<string> s_urlLike = Gen.Elements(
            "https://",
            "http://",
            "HTTP:",
            "//",
            "app.example.com",
            "evil.com",
            "[::1]",
            "1.2.3.4",
            "@",
            ":",
            ":80",
            "/",
            "\\",
            "?",
            "#",
            "&amp;",
            " ",
            "%2f",
            ".",
            "中",
            "\n"
        )
        .ListOf()
        .Select(string.Concat);

    [Fact]
    public void A_signature_is_the_sha1_of_the_joined_text() =>
        Prop.ForAll(
                s_printable.Where(ticket => ticket.Length > 0).ToArbitrary(),
                s_printable.ToArbitrary(),
                ArbMap.Default.ArbFor<long>(),
                (ticket, url, timestamp) =>
                {
                    var signed = JsSdkSigner.Sign(new Secret(ticket), url, timestamp);
                    return signed.Signature == NaiveSignature.Of(ticket, signed.NonceStr, timestamp, url);
                }
            )
            .Check(Many());

    [Fact]
    public void What_is_signed_is_the_received_text_up_to_the_first_hash() =>
        Prop.ForAll(
                Gen.OneOf(
                        s_urlLike,
                        s_urlLike.Select(tail => "https://app.example.com" + tail),
                        s_printable.Select(tail => "http://a/" + tail)
                    )
                    .ToArbitrary(),
                text =>
                    !PageUrl.TryParse(text, out var url, out _)
                    || (text.StartsWith(url.Text, StringComparison.Ordinal) && url.Text == text.Split('#')[0])
            )
            .Check(Many());

    [Fact]
    public void A_url_is_taken_or_exactly_one_rule_is_named() =>
        Prop.ForAll(s_urlLike.ToArbitrary(), text => PageUrl.TryParse(text, out _, out var broken) == (broken == UrlRule.None))
            .Check(Many());

    [Fact]
    public void The_host_is_the_one_that_the_framework_finds_where_it_reads_the_url_as_browsers_do() =>
        Prop.ForAll(
                s_urlLike.Select(rest => "https://" + rest).ToArbitrary(),
                text =>
                    !PageUrl.TryParse(text, out var url, out _)
                    || !Uri.TryCreate(url.Text, UriKind.Absolute, out var uri)
                    || url.Host.SequenceEqual(uri.Host)
            )
            .Check(Many());

    [Fact]
    public void A_domain_covers_exactly_itself_and_longer_hosts_behind_a_dot()
    {
        var host = Gen.Elements("a", "b", "example", "com", "notexample")
            .NonEmptyListOf()
            .Select(labels => string.Join('.', labels))
            .Where(name => name.Length <= 253);
        Prop.ForAll(
                host.ToArbitrary(),
                host.ToArbitrary(),
                (domain, page) => TrustedDomain.Parse(domain).Covers(page) == $".{page}".EndsWith($".{domain}", StringComparison.Ordinal)
            )
            .Check(Many());
    }

    private static Config Many() => Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static Gen<string> TextOf(Gen<char> characters) => characters.ArrayOf().Select(chars => new string(chars));
}
