using System.Security.Cryptography;
using System.Text;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Tests.Wecom.Callbacks;

public class CallbackCipherTests
{
    public static TheoryData<string> Vectors => [.. CallbackVector.All.Keys];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Known_callbacks_are_opened(string id)
    {
        var vector = CallbackVector.All[id];

        var opened = SomeCipher.Official.Open(new(vector.Signature, vector.Timestamp, vector.Nonce), vector.Encrypt);

        opened.IsTaken.ShouldBeTrue();
        opened.Value!.Text.ShouldBe(vector.Text);
        opened.Value.ReceiveId.ShouldBe(vector.ReceiveId);
        opened.Value.ToString().ShouldNotContain(vector.Text);
    }

    [Theory]
    [InlineData("1409659590", "263014780", null)]
    [InlineData("1409659589", "263014781", null)]
    [InlineData("1409659589", "263014780", "")]
    [InlineData("1409659589", "263014780", "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd")]
    [InlineData("1409659589", "263014780", "5C45FF5E21C57E6AD56BAC8758B79B1D9AC89FD3")]
    public void A_signature_of_something_else_is_refused(string timestamp, string nonce, string? signature)
    {
        var vector = CallbackVector.All["V1"];

        SomeCipher
            .Official.Open(new(signature ?? vector.Signature, timestamp, nonce), vector.Encrypt)
            .Refusal.ShouldBe(CallbackRefusal.SignatureWrong);
    }

    [Fact]
    public void Another_token_or_key_opens_nothing()
    {
        var message = SomeCipher.Official.Seal("success", "ww1", 1409659589, "n");

        SomeCipher.Of("QDG6eL", CallbackVector.EncodingAesKey)!.OpenAgain(message).Refusal.ShouldBe(CallbackRefusal.SignatureWrong);
        SomeCipher.Of(CallbackVector.Token, new string('a', 43))!.OpenAgain(message).IsTaken.ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", false)]
    [InlineData("012345678901234567890123456789012", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", false)]
    [InlineData("with space", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", false)]
    [InlineData("t", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2", false)]
    [InlineData("t", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C=", false)]
    [InlineData("t", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B+C", false)]
    [InlineData("01234567890123456789012345678901", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", true)]
    [InlineData("t", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM1aR9", true)]
    [InlineData("t", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNQEP", true)]
    public void Only_a_token_and_a_key_as_WeCom_makes_them_are_taken(string token, string key, bool taken)
    {
        if (token.Length == 0)
        {
            Should.Throw<ArgumentException>(() => SomeCipher.Of(token, key));
            return;
        }

        (SomeCipher.Of(token, key) is not null).ShouldBe(taken);
    }

    [Fact]
    public void A_plus_that_a_query_decoder_took_for_a_blank_is_repaired()
    {
        var vector = CallbackVector.All["V1"];
        vector.Encrypt.ShouldContain('+');

        EchoStr.Repair(vector.Encrypt.Replace('+', ' ')).ShouldBe(vector.Encrypt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    [InlineData(255)]
    public void Padding_outside_1_to_32_is_refused(byte padding) =>
        OpenPlain([.. new byte[63], padding]).Refusal.ShouldBe(CallbackRefusal.PaddingWrong);

    [Fact]
    public void Padding_bytes_that_differ_are_refused() =>
        OpenPlain([.. new byte[60], 4, 9, 4, 4]).Refusal.ShouldBe(CallbackRefusal.PaddingWrong);

    [Theory]
    [InlineData(48)]
    [InlineData(0)]
    public void A_ciphertext_of_no_whole_blocks_is_refused(int length) =>
        OpenBytes(new byte[length]).Refusal.ShouldBe(CallbackRefusal.PaddingWrong);

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 13 })]
    [InlineData(new byte[] { 0x80, 0, 0, 0 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff })]
    public void A_length_beyond_the_end_is_refused(byte[] length) =>
        // 16 random bytes, the length, 12 bytes, then a block of nothing but padding.
        OpenPlain([.. new byte[16], .. length, .. new byte[12], .. Enumerable.Repeat((byte)32, 32)])
            .Refusal.ShouldBe(CallbackRefusal.LengthWrong);

    [Fact]
    public void A_plaintext_too_short_for_a_length_is_refused() =>
        OpenPlain([.. new byte[15], .. Enumerable.Repeat((byte)17, 17)]).Refusal.ShouldBe(CallbackRefusal.LengthWrong);

    [Theory]
    [InlineData("ww1\0")]
    [InlineData("ww 1")]
    [InlineData("企业")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_receiveid_that_is_no_id_is_refused(string receiveId) =>
        SomeCipher
            .Official.OpenAgain(SomeCipher.Official.Seal("m", receiveId, 1, "n"))
            .Refusal.ShouldBe(CallbackRefusal.ReceiveIdMalformed);

    [Fact]
    public void What_is_not_base64_is_refused_after_its_signature() => OpenText("%%%%").Refusal.ShouldBe(CallbackRefusal.NotBase64);

    [Fact]
    public void A_ciphertext_too_large_is_refused_before_anything_is_computed() =>
        SomeCipher.Official.Open(new("", "", ""), new string('A', CallbackLimits.MaxLength + 1)).Refusal.ShouldBe(CallbackRefusal.TooLarge);

    private static CallbackResult<CallbackMessage> OpenPlain(byte[] padded)
    {
        var key = Convert.FromBase64String(CallbackVector.EncodingAesKey + "=");
        using var aes = Aes.Create();
        aes.Key = key;
        return OpenBytes(aes.EncryptCbc(padded, key.AsSpan(0, 16), PaddingMode.None));
    }

    private static CallbackResult<CallbackMessage> OpenBytes(byte[] ciphertext) => OpenText(Convert.ToBase64String(ciphertext));

    // Signed rightly: only then is what lies behind the signature reached.
#pragma warning disable CA5350
    private static CallbackResult<CallbackMessage> OpenText(string encrypt)
    {
        string[] parts = [CallbackVector.Token, "1", "2", encrypt];
        Array.Sort(parts, StringComparer.Ordinal);
        var signature = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
        return SomeCipher.Official.Open(new CallbackSignature(signature, "1", "2"), encrypt);
    }
#pragma warning restore CA5350
}
