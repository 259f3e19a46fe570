using System.Text;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Tests.Signing;

public class JsSdkSignerTests
{
    private const string Ticket = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg";
    private const string Nonce = "Wm3WZYTPz0wzccnW";
    private const string Url = "https://app.example.com/crm?corp=ww0123456789abcdef";
    private const long Timestamp = 1414587457;

    private static readonly Secret s_ticket = new(Ticket);

    [Theory]
    [InlineData("http://mp.weixin.qq.com?params=value", "0f9de62fce790f9a083d5c99e95740ceb90c27ed")]
    [InlineData("http://mp.weixin.qq.com", "f4d90daf4b3bca3078ab155816175ba34c443a7b")]
    public void The_vectors_of_the_official_documents_come_out(string url, string signature)
    {
        var signed = JsSdkSigner.Sign(s_ticket, url, Timestamp, Nonce);

        signed.Signature.ShouldBe(signature);
        signed.NonceStr.ShouldBe(Nonce);
        signed.Timestamp.ShouldBe(Timestamp);
        Encoding.ASCII.GetString(signed.SignatureUtf8).ShouldBe(signature);
        Encoding.ASCII.GetString(signed.NonceUtf8).ShouldBe(Nonce);
    }

    [Theory]
    [MemberData(nameof(PageUrlTests.BrowserUrls), MemberType = typeof(PageUrlTests))]
    public void A_browser_url_is_signed_as_the_browser_hashes_it(string href)
    {
        PageUrl.TryParse(href + "#/spa", out var url, out _).ShouldBeTrue();

        JsSdkSigner.Sign(s_ticket, url.Text, Timestamp, Nonce).Signature.ShouldBe(NaiveSignature.Of(Ticket, Nonce, Timestamp, href));
    }

    [Fact]
    public void A_fresh_nonce_is_the_one_that_was_signed()
    {
        var signed = JsSdkSigner.Sign(s_ticket, Url, Timestamp);

        signed.Signature.ShouldBe(NaiveSignature.Of(Ticket, signed.NonceStr, Timestamp, Url));
    }

    [Fact]
    public void Texts_of_every_length_around_the_stack_buffer_and_the_longest_ones_are_signed()
    {
        foreach (var length in Enumerable.Range(330, 80).Append(PageUrl.MaxLength))
        {
            var url = "https://app.example.com/".PadRight(length, 'a');

            JsSdkSigner.Sign(s_ticket, url, Timestamp, Nonce).Signature.ShouldBe(NaiveSignature.Of(Ticket, Nonce, Timestamp, url));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(512)]
    [InlineData(2000)]
    public void Tickets_of_any_length_are_signed(int length)
    {
        var ticket = new string('t', length);
        var signed = JsSdkSigner.Sign(new Secret(ticket), Url, Timestamp, Nonce);

        signed.Signature.ShouldBe(NaiveSignature.Of(ticket, Nonce, Timestamp, Url));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Any_timestamp_is_written_in_plain_digits(long timestamp) =>
        JsSdkSigner.Sign(s_ticket, Url, timestamp, Nonce).Signature.ShouldBe(NaiveSignature.Of(Ticket, Nonce, timestamp, Url));

    [Theory]
    [InlineData("https://app.example.com/中")]
    [InlineData("https://app.example.com/\u0080")]
    public void A_url_that_is_not_ascii_cannot_be_signed(string url) =>
        Should.Throw<ArgumentException>(() => JsSdkSigner.Sign(s_ticket, url, Timestamp));

    [Theory]
    [InlineData("")]
    [InlineData("Wm3WZYTPz0wzccn")]
    [InlineData("Wm3WZYTPz0wzccnWW")]
    [InlineData("Wm3WZYTPz0wzccn中")]
    public void A_given_nonce_has_16_ascii_characters(string nonce) =>
        Should.Throw<ArgumentException>(() => JsSdkSigner.Sign(s_ticket, Url, Timestamp, nonce));

    [Fact]
    public void A_missing_ticket_is_refused() => Should.Throw<ArgumentNullException>(() => JsSdkSigner.Sign(null!, Url, Timestamp));

    [Fact]
    public void A_ticket_is_never_printed() => s_ticket.ToString().ShouldBe("***");

    [Theory]
    [InlineData(90)]
    [InlineData(PageUrl.MaxLength)]
    public void Signing_allocates_nothing(int length)
    {
        var url = "https://app.example.com/".PadRight(length, 'a');
        // A thousand signatures at a time: random bytes are drawn in between.
        Allocation.ShouldBeNone(() => _ = JsSdkSigner.Sign(s_ticket, url, Timestamp).SignatureUtf8.Length);
    }

    [Fact]
    public void Parsing_a_url_without_hash_and_capitals_allocates_nothing() =>
        Allocation.ShouldBeNone(() => _ = PageUrl.TryParse(Url, out _, out _));

    [Fact]
    public void Many_threads_sign_at_once_with_nonces_of_their_own()
    {
        var signatures = new JsSdkSignature[4][];

        Parallel.For(
            0,
            signatures.Length,
            new ParallelOptions { MaxDegreeOfParallelism = signatures.Length },
            thread => signatures[thread] = [.. Enumerable.Range(0, 2000).Select(i => JsSdkSigner.Sign(s_ticket, $"{Url}&i={i}", thread))]
        );

        for (var thread = 0; thread < signatures.Length; thread++)
        {
            for (var i = 0; i < signatures[thread].Length; i++)
            {
                var signed = signatures[thread][i];
                signed.Signature.ShouldBe(NaiveSignature.Of(Ticket, signed.NonceStr, thread, $"{Url}&i={i}"));
            }
        }

        signatures.SelectMany(s => s).Select(s => s.NonceStr).Distinct().Count().ShouldBe(8000);
    }
}
