using System.Buffers;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Grpc;

/// <summary><c>wecom.platform.v1.Signatures</c>.</summary>
internal sealed class SignaturesService(CallerKey caller, SignatureService service, SignCounters counters) : IGrpcService
{
    public IEnumerable<(string Path, GrpcMethod Method)> Methods =>
        [("/wecom.platform.v1.Signatures/Sign", Sign), ("/wecom.platform.v1.Signatures/SignBatch", SignBatch)];

    private ValueTask<GrpcReply> Sign(HttpContext context, ReadOnlySpan<byte> message, WaitToken ct) =>
        SignAsync(context, SignProtoReader.TryRead(message, out var form) ? null : Problem.MessageInvalid(), form, ct);

    private async ValueTask<GrpcReply> SignAsync(HttpContext context, ApiProblem? malformed, SignForm form, WaitToken ct)
    {
        var (key, problem) = await caller.FindBackendAsync(context.Request, Scopes.Sign, ct);
        problem ??= malformed;
        SignCall? call = null;
        problem ??= SignCallReader.Read(key!, form, originHost: null, Problem.BodyInvalid, out call);
        var answer = problem is null ? await service.SignAsync(call!, ct) : SignAnswer.Refuse(problem);
        if (answer.Problem is not null)
        {
            counters.CountRefused(answer.Problem.Code);
            return GrpcReply.Refuse(answer.Problem);
        }

        counters.CountSigned();
        return Write(answer);
    }

    private static GrpcReply Write(in SignAnswer answer)
    {
        var reply = GrpcReply.Rent(SignProtoWriter.Length(answer));
        var proto = reply.Writer();
        SignProtoWriter.Write(answer, ref proto);
        return reply;
    }

    private ValueTask<GrpcReply> SignBatch(HttpContext context, ReadOnlySpan<byte> message, WaitToken ct)
    {
        var forms = new List<SignForm>();
        return SignBatchAsync(context, SignProtoReader.ReadBatch(message, forms), forms, ct);
    }

    private async ValueTask<GrpcReply> SignBatchAsync(HttpContext context, ApiProblem? malformed, List<SignForm> forms, WaitToken ct)
    {
        var (key, problem) = await caller.FindBackendAsync(context.Request, Scopes.Sign, ct);
        if ((problem ?? malformed) is { } refused)
        {
            counters.CountRefused(refused.Code);
            return GrpcReply.Refuse(refused);
        }

        var answers = ArrayPool<SignAnswer>.Shared.Rent(forms.Count);
        await Signing.SignBatch.SignAsync(service, key!, forms, answers, ct);
        var reply = Write(answers.AsSpan(0, forms.Count));
        counters.Count(answers.AsSpan(0, forms.Count));
        ArrayPool<SignAnswer>.Shared.Return(answers, clearArray: true);
        return reply;
    }

    private static GrpcReply Write(ReadOnlySpan<SignAnswer> answers)
    {
        var reply = GrpcReply.Rent(SignProtoWriter.BatchLength(answers));
        var proto = reply.Writer();
        SignProtoWriter.WriteBatch(answers, ref proto);
        return reply;
    }
}
