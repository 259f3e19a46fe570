using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.Cli.Doctor.Signatures;
using WecomPlatform.Cli.Signing;

namespace WecomPlatform.Tests.Cli;

public sealed class SignatureReadingTests
{
    private const string Ticket = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy";
    private const string Page = "https://app.example.com/shop/cart?id=7&lang=zh";
    private const string Nonce = "Wm3WZYTPz0wzccnW";
    private const string Timestamp = "1414587457";

    [Theory]
    [InlineData("https://app.example.com/shop/cart?id=7&lang=zh#/x", "fragment_signed")]
    [InlineData("https://app.example.com/shop/cart?id=7&amp;lang=zh", "html_escaped_ampersand")]
    [InlineData("http://app.example.com/shop/cart?id=7&lang=zh", "url_scheme")]
    [InlineData("https://app.example.com/shop/cart", "query_missing")]
    [InlineData("https://app.example.com/shop/cart?id=7&lang=zh/", "trailing_slash")]
    [InlineData("https://app.example.com:443/shop/cart?id=7&lang=zh", "url_port")]
    [InlineData("https://app.example.com", "url_of_other_page")]
    [InlineData("https://app.example.com/shop", "url_of_other_page")]
    [InlineData("https://app.example.com/welcome", "url_of_other_page")]
    public void A_url_that_was_changed_is_recognized(string signed, string code) =>
        Explain(LocalSignature.Of(Ticket, Nonce, Timestamp, signed))!.Select(made => made.Code).ShouldBe([code]);

    [Theory]
    [InlineData(Ticket + "\n", "ticket_with_blank")]
    [InlineData("other-ticket", "ticket_of_other_kind")]
    [InlineData("the-token", "token_signed")]
    [InlineData("", "ticket_empty")]
    public void A_wrong_ticket_is_recognized(string signed, string code) =>
        Explain(LocalSignature.Of(signed, Nonce, Timestamp, Page))!.Select(made => made.Code).ShouldBe([code]);

    [Fact]
    public void A_right_signature_has_no_mistakes() => Explain(LocalSignature.Of(Ticket, Nonce, Timestamp, Page)).ShouldBe([]);

    [Fact]
    public void Upper_case_is_a_mistake_of_its_own() =>
        Explain(LocalSignature.Of(Ticket, Nonce, Timestamp, Page).ToUpperInvariant())!.Single().Code.ShouldBe("signature_upper_case");

    [Fact]
    public void A_timestamp_in_the_other_unit_is_recognized() =>
        Explain(LocalSignature.Of(Ticket, Nonce, Timestamp + "000", Page))!.Single().Code.ShouldBe("timestamp_differs");

    [Fact]
    public void What_nothing_explains_stays_unexplained() => Explain(LocalSignature.Of("expired", Nonce, Timestamp, Page)).ShouldBeNull();

    [Fact]
    public void Whatever_the_page_a_right_signature_is_right_and_no_text_breaks_it() =>
        Prop.ForAll<NonNull<string>>(page =>
            {
                var url = page.Get.Split('#')[0];
                var claim = new SignatureClaim("corp", Timestamp, Nonce, LocalSignature.Of(Ticket, Nonce, Timestamp, url));
                return SignatureReading.Explain(claim, page.Get, null, Tickets) is { Count: 0 };
            })
            .QuickCheckThrowOnFailure();

    private static IReadOnlyList<Deviation> Tickets => [.. TicketDeviations.Of(Ticket, "other-ticket", "the-token", "corp")];

    private static IReadOnlyList<Deviation>? Explain(string signature) =>
        SignatureReading.Explain(
            new SignatureClaim("corp", Timestamp, Nonce, signature),
            Page + "#/x",
            "https://app.example.com/welcome#/start",
            Tickets
        );
}
