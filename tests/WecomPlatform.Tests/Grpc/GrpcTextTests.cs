using WecomPlatform.Server.Grpc;

namespace WecomPlatform.Tests.Grpc;

/// <summary>Headers of gRPC, as its protocol document writes them.</summary>
public sealed class GrpcTextTests
{
    [Theory]
    [InlineData("1H", 3_600_000)]
    [InlineData("2M", 120_000)]
    [InlineData("3S", 3_000)]
    [InlineData("250m", 250)]
    [InlineData("5000u", 5)]
    [InlineData("5000000n", 5)]
    [InlineData("99999999H", 30L * 24 * 3_600_000)]
    [InlineData("0S", 0)]
    public void A_timeout_is_read_with_its_unit(string text, long milliseconds)
    {
        GrpcTimeout.TryParse(text, out var timeout).ShouldBeTrue();
        timeout.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("S")]
    [InlineData("1s")]
    [InlineData("-1S")]
    [InlineData("1.5S")]
    [InlineData(" 1S")]
    [InlineData("123456789S")]
    public void A_timeout_of_another_form_is_none(string text) => GrpcTimeout.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("plain ~text", "plain ~text")]
    [InlineData("100 %", "100 %25")]
    [InlineData("可信", "%E5%8F%AF%E4%BF%A1")]
    [InlineData("a\nb", "a%0Ab")]
    public void A_message_is_percent_encoded_where_it_has_to_be(string text, string encoded) => GrpcText.Encode(text).ShouldBe(encoded);
}
