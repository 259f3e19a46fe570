using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Tests.Wecom.Callbacks;

public class CallbackCipherProperties
{
    private static readonly Gen<string> s_alphanumeric = Gen.Elements(
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".ToCharArray()
        )
        .ArrayOf(43)
        .Select(chars => new string(chars));

    private static readonly Gen<string> s_text = Gen.Elements("a", "<", ">", "]]>", "\n", " ", "企业微信", "😀", "\0", "=")
        .ListOf()
        .Select(string.Concat);

    private static readonly Gen<string> s_receiveId = Gen.Choose('!', '~')
        .Select(c => (char)c)
        .ArrayOf()
        .Select(chars => new string(chars, 0, Math.Min(chars.Length, 64)));

    [Fact]
    public void What_was_sealed_is_opened_again_whatever_the_key() =>
        Prop.ForAll(
                s_alphanumeric.ToArbitrary(),
                s_text.ToArbitrary(),
                s_receiveId.ToArbitrary(),
                (key, text, receiveId) =>
                {
                    var cipher = SomeCipher.Of(key[..32], key)!;
                    var opened = cipher.OpenAgain(cipher.Seal(text, receiveId, 1409659589, text));
                    return opened.IsTaken && opened.Value.Text == text && opened.Value.ReceiveId == receiveId;
                }
            )
            .Check(Many());

    [Fact]
    public void Padding_of_every_length_is_taken_off_again()
    {
        for (var length = 0; length <= 64; length++)
        {
            var text = new string('x', length);
            SomeCipher.Official.OpenAgain(SomeCipher.Official.Seal(text, "", 0, "")).Value!.Text.ShouldBe(text);
        }
    }

    [Fact]
    public void The_same_message_is_never_the_same_twice() =>
        SomeCipher.Official.Seal("m", "r", 1, "n").Encrypt.ShouldNotBe(SomeCipher.Official.Seal("m", "r", 1, "n").Encrypt);

    [Fact]
    public void One_changed_character_anywhere_is_refused() =>
        Prop.ForAll(
                Gen.Choose(0, 3).Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(),
                at =>
                {
                    var message = SomeCipher.Official.Seal("<xml/>", "ww1", 1409659589, "263014780");
                    string[] parts = [message.MsgSignature, $"{message.Timestamp}", message.Nonce, message.Encrypt];
                    var (part, position) = (at.Item1, at.Item2 % parts[at.Item1].Length);
                    var flipped = (char)(parts[part][position] ^ 1);
                    parts[part] = $"{parts[part][..position]}{flipped}{parts[part][(position + 1)..]}";
                    return SomeCipher.Official.Open(new(parts[0], parts[1], parts[2]), parts[3]).Refusal == CallbackRefusal.SignatureWrong;
                }
            )
            .Check(Many());

    [Fact]
    public void Random_ciphertexts_and_bodies_never_throw() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                ArbMap.Default.ArbFor<byte[]>(),
                (text, bytes) =>
                {
                    SomeCipher.Official.Open(new(text.Get, text.Get, text.Get), text.Get);
                    SomeCipher.Official.Open(new("", "", ""), Convert.ToBase64String(bytes ?? []));
                    EncryptedXml.Read(text.Get);
                    CallbackEvent.Read(text.Get);
                    CallbackEvent.Read($"<xml><InfoType>{text.Get}</InfoType></xml>");
                }
            )
            .Check(Many());

    private static Config Many() => Config.QuickThrowOnFailure.WithMaxTest(1000);
}
