using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.Server.Keys;

namespace WecomPlatform.Tests.Keys;

public sealed class ConstantTimeTests
{
    private static readonly Gen<string> s_text = Gen.Choose(0, 80)
        .SelectMany(length => Gen.Choose(' ', '\uffff').Select(character => (char)character).ArrayOf(length))
        .Select(characters => new string(characters));

    [Fact]
    public void A_text_equals_its_copy_and_none_that_differs_in_one_place() =>
        Prop.ForAll(
                s_text.ToArbitrary(),
                Gen.Choose(0, 79).ToArbitrary(),
                (text, place) =>
                {
                    ConstantTime.AreEqual(text, new string(text.AsSpan())).ShouldBeTrue();
                    if (place < text.Length)
                    {
                        var other = text.ToCharArray();
                        other[place] ^= (char)(1 << (place % 16));
                        ConstantTime.AreEqual(text, other).ShouldBeFalse();
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Texts_of_different_length_differ() =>
        Prop.ForAll(s_text.ToArbitrary(), text => ConstantTime.AreEqual(text, text + "x").ShouldBeFalse()).QuickCheckThrowOnFailure();
}
