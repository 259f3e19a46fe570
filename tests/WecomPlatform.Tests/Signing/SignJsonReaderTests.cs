using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Tests.Signing;

/// <summary>
/// What <see cref="PlainSignReader"/> reads, the framework's reader reads the same. With a byte order mark before it no text is plain.
/// </summary>
public sealed class SignJsonReaderTests
{
    private const string Mark = "\uFEFF";

    private static readonly Gen<string> s_space = Gen.Frequency((6, Gen.Constant("")), (1, Gen.Elements(" ", "\n", "\t", "\r\n", "  ")));

    private static readonly Gen<string> s_value = Gen.Frequency(
        (
            6,
            Gen.Elements(
                "\"https://app.example.com/a?b=c&d=e#f\"",
                "\"ww0123456789abcdef\"",
                "1000002",
                "[\"corp\",\"agent\"]",
                "[\"suite\"]",
                "\"\""
            )
        ),
        (
            1,
            Gen.Elements(
                "null",
                "0",
                "01",
                "-1",
                "1.0",
                "1e3",
                "999999999999999999",
                "9999999999999999999",
                "[]",
                "[\"boss\"]",
                "[null]",
                "{}",
                "true",
                "\"\\u0041\"",
                "\"企业\"",
                "\"a\\/b\"",
                "\"\t\"",
                "\"\x7f\"",
                "\"\ud800\""
            )
        )
    );

    private static readonly Gen<string> s_field =
        from name in Gen.Elements("url", "url", "corpId", "corpId", "agentId", "suiteId", "identities", "Url", "other", "\\u0075rl", "")
        from value in s_value
        from before in s_space
        from between in s_space
        from after in s_space
        select $"{before}\"{name}\"{between}:{after}{value}";

    private static readonly Gen<string> s_form =
        from count in Gen.Choose(0, 4)
        from fields in s_field.ListOf(count)
        from space in s_space
        select $"{space}{{{string.Join(',', fields)}{space}}}{space}";

    private static readonly Gen<string> s_batch =
        from count in Gen.Choose(0, 4)
        from forms in s_form.ListOf(count)
        from name in Gen.Frequency((9, Gen.Constant("requests")), (1, Gen.Elements("Requests", "other")))
        from space in s_space
        select $"{{\"{name}\":[{string.Join(',', forms)}{space}]}}{space}";

    [Fact]
    public void One_request_is_read_the_same_whether_it_is_plain_or_not() =>
        Prop.ForAll(Damaged(s_form).ToArbitrary(), text => Read(text) == Read(Mark + text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [Fact]
    public void A_batch_is_read_the_same_whether_it_is_plain_or_not() =>
        Prop.ForAll(Damaged(s_batch).ToArbitrary(), text => ReadBatch(text) == ReadBatch(Mark + text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [Theory]
    [InlineData("{\"corpId\":\"ww1\",\"url\":\"https://a.example.com/?b=c\"}")]
    [InlineData(" { \"url\" : \"x\" ,\r\n\t\"agentId\" : 1000002 , \"identities\" : [ \"corp\" , \"agent\" ] } \n")]
    [InlineData("{\"suiteId\":\"dk1\",\"url\":\"x\",\"identities\":[\"suite\"]}")]
    public void What_nearly_everybody_writes_is_plain(string text)
    {
        PlainSignReader.TryRead(Encoding.UTF8.GetBytes(text), out var form).ShouldBeTrue();
        Text(null, form).ShouldBe(Read(Mark + text));
    }

    // As it was made, or with one character replaced, left out or put in.
    private static Gen<string> Damaged(Gen<string> texts) =>
        from text in texts
        from place in Gen.Choose(0, Math.Max(text.Length - 1, 0))
        from cut in Gen.Choose(0, 1)
        from put in Gen.Elements("", "{", "}", "[", "]", "\"", ",", ":", "\\", "0", "-", ".", "e", "n", " ", "\u0001", "é", "x")
        from isDamaged in Gen.Frequency((1, Gen.Constant(true)), (2, Gen.Constant(false)))
        select isDamaged && text.Length > 0 ? text[..place] + put + text[Math.Min(place + cut, text.Length)..] : text;

    private static string Read(string text) =>
        Text(SignJsonReader.Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text)), out var form)?.Detail, form);

    private static string ReadBatch(string text)
    {
        using var forms = new SignForms();
        var problem = SignJsonReader.ReadBatch(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text)), forms);
        return problem?.Detail ?? string.Join('\n', Enumerable.Range(0, forms.Count).Select(place => Text(null, forms[place])));
    }

    private static string Text(string? problem, in SignForm form) =>
        problem
        ?? $"{form.CorpId}|{form.AgentId}|{form.SuiteId}|{form.Url}|{form.Identities}|{form.HasUnknownIdentity}|{form.CorpId is null}|{form.SuiteId is null}|{form.Url is null}";
}
