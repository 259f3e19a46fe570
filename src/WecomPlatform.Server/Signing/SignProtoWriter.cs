using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Wire;

namespace WecomPlatform.Server.Signing;

/// <summary>Writes answers in protobuf, signing while it writes: proto/wecom/platform/v1/signatures.proto.</summary>
internal static class SignProtoWriter
{
    /// <summary>How many bytes the answer takes, as a <c>SignReply</c> or a <c>SignError</c>.</summary>
    public static int Length(in SignAnswer answer) => answer.Problem is { } problem ? Length(problem) : ReplyLength(answer);

    /// <summary>Writes a <c>SignReply</c>.</summary>
    public static void Write(in SignAnswer answer, ref SpanWriter proto)
    {
        proto.WriteBytesOf(1, answer.Url.Text);
        Write(2, answer.Corp, answer, ref proto);
        Write(3, answer.App, answer, ref proto);
        Write(4, answer.Login, answer, ref proto);
        foreach (var warning in answer.Url.Warnings.ToCodes())
        {
            proto.WriteText(5, warning);
        }

        proto.WriteNumber(6, answer.Agent?.Value ?? 0);
    }

    /// <summary>How many bytes a <c>SignBatchReply</c> takes.</summary>
    public static int BatchLength(ReadOnlySpan<SignAnswer> answers)
    {
        var length = 0;
        foreach (ref readonly var answer in answers)
        {
            length += ProtoWriting.BytesLength(ProtoWriting.BytesLength(Length(answer)));
        }

        return length;
    }

    /// <summary>Writes a <c>SignBatchReply</c>.</summary>
    public static void WriteBatch(ReadOnlySpan<SignAnswer> answers, ref SpanWriter proto)
    {
        foreach (ref readonly var answer in answers)
        {
            var length = Length(answer);
            proto.WriteLength(1, ProtoWriting.BytesLength(length));
            proto.WriteLength(answer.Problem is null ? 1 : 2, length);
            if (answer.Problem is { } problem)
            {
                Write(problem, ref proto);
            }
            else
            {
                Write(answer, ref proto);
            }
        }
    }

    private static int ReplyLength(in SignAnswer answer)
    {
        var signature = ProtoWriting.BytesLength(SignatureLength(answer.Timestamp));
        var length =
            ProtoWriting.BytesLength(answer.Url.Text.Length)
            + (answer.Corp is null ? 0 : signature)
            + (answer.App is null ? 0 : signature)
            + (answer.Login is null ? 0 : signature)
            + ProtoWriting.NumberLength(answer.Agent?.Value ?? 0);
        foreach (var warning in answer.Url.Warnings.ToCodes())
        {
            length += ProtoWriting.TextLength(warning);
        }

        return length;
    }

    private static int SignatureLength(long timestamp) =>
        ProtoWriting.NumberLength(timestamp)
        + ProtoWriting.BytesLength(JsSdkSignature.NonceLength)
        + ProtoWriting.BytesLength(JsSdkSignature.SignatureLength);

    private static void Write(int field, Secret? ticket, in SignAnswer answer, ref SpanWriter proto)
    {
        if (ticket is not null)
        {
            var signed = answer.Sign(ticket);
            proto.WriteLength(field, SignatureLength(signed.Timestamp));
            proto.WriteNumber(1, signed.Timestamp);
            proto.WriteBytes(2, signed.NonceUtf8);
            proto.WriteBytes(3, signed.SignatureUtf8);
        }
    }

    private static int Length(ApiProblem problem) =>
        ProtoWriting.TextLength(problem.Code)
        + ProtoWriting.TextLength(problem.Detail)
        + ProtoWriting.TextLength(problem.Rule ?? string.Empty)
        + ProtoWriting.NumberLength(problem.RetryAfterSeconds)
        + ProtoWriting.NumberLength(problem.AgentId ?? 0);

    private static void Write(ApiProblem problem, ref SpanWriter proto)
    {
        proto.WriteText(1, problem.Code);
        proto.WriteText(2, problem.Detail);
        proto.WriteText(3, problem.Rule ?? string.Empty);
        proto.WriteNumber(4, problem.RetryAfterSeconds);
        proto.WriteNumber(5, problem.AgentId ?? 0);
    }

    // A url is ASCII: its length in bytes is known without counting.
    private static void WriteBytesOf(this ref SpanWriter proto, int field, string ascii)
    {
        proto.WriteLength(field, ascii.Length);
        proto.Write(ascii);
    }
}
