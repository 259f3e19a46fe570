using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Tests.Ids;

public sealed class IdTests
{
    public static readonly TheoryData<string?> Hostile = new()
    {
        null,
        "",
        " ",
        "a b",
        "a/b",
        "a\nb",
        "a\0b",
        "a\tb",
        "corp\u007f",
        "企业",
        "ｗｗ1",
        "a\u202eb",
        new string('a', 65),
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_could_break_a_key_or_a_log_line_is_no_id(string? text)
    {
        CorpId.TryParse(text, out _).ShouldBeFalse();
        TenantId.TryParse(text, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ww0123456789abcdef")]
    [InlineData("wpO_x-CwAAaVqdIzWvVQ3gJd0Sz6Qcmw")]
    [InlineData("WW0123456789ABCDEF")]
    [InlineData("~")]
    public void An_id_is_kept_as_it_was_given(string text)
    {
        CorpId.Parse(text).Value.ShouldBe(text);
        TenantId.Parse(text).ToString().ShouldBe(text);
    }

    [Fact]
    public void Ids_that_differ_in_case_are_two() => CorpId.Parse("wwA").ShouldNotBe(CorpId.Parse("wwa"));

    [Fact]
    public void The_longest_id_is_64_characters() => CorpId.Parse(new string('a', 64)).Value.Length.ShouldBe(64);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1000002", 1000002)]
    [InlineData("2147483647", int.MaxValue)]
    public void An_agentid_is_a_positive_number(string text, int number) => AgentId.Parse(text).Value.ShouldBe(number);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.0")]
    [InlineData(" 1")]
    [InlineData("1e3")]
    [InlineData("2147483648")]
    [InlineData("9223372036854775808")]
    [InlineData("٣")]
    public void Anything_else_is_no_agentid(string text) => AgentId.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void An_id_that_was_never_set_has_no_value()
    {
        Should.Throw<InvalidOperationException>(() => default(CorpId).Value);
        Should.Throw<InvalidOperationException>(() => default(TenantId).Value);
        default(AgentId).Value.ShouldBe(0);
    }
}
