using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Tests.Signing;

public sealed class RawQueryTests
{
    private static readonly Arbitrary<string> s_escaped = Gen.OneOf(
            Gen.Elements("%", "%2", "%2F", "%3a", "%7F", "%00", "%80", "%E4%BC%81", "%c3", "%zz", "+", "&", "=", "企", "😀"),
            Gen.Choose(0x20, 0x7e).Select(c => ((char)c).ToString())
        )
        .ListOf()
        .Select(string.Concat)
        .ToArbitrary();

    [Fact]
    public void Values_are_decoded_as_the_framework_decodes_them() =>
        Prop.ForAll(s_escaped, text => RawQuery.Decode(text) == Uri.UnescapeDataString(text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Values_of_any_length_are() =>
        Prop.ForAll(
                Gen.Choose(200, 600).Select(length => new string('a', length) + "%2F%E4%BC%81").ToArbitrary(),
                text => RawQuery.Decode(text) == Uri.UnescapeDataString(text)
            )
            .Check(Config.QuickThrowOnFailure);
}
