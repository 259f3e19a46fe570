using System.Buffers;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Grpc;

/// <summary><c>wecom.platform.v1.Signatures</c>.</summary>
internal sealed class SignaturesService(CallerKey caller, FormSigning signing, SignatureService service, SignCounters counters)
    : IGrpcService
{
    public IEnumerable<(string Path, GrpcMethod Method)> Methods =>
        [("/wecom.platform.v1.Signatures/Sign", Sign), ("/wecom.platform.v1.Signatures/SignBatch", SignBatch)];

    private ValueTask<GrpcReply> Sign(HttpContext context, ReadOnlySpan<byte> message, WaitToken ct)
    {
        var malformed = SignProtoReader.TryRead(message, out var form) ? null : Problem.MessageInvalid();
        var finding = caller.FindBackendAsync(context.Request, Scopes.Sign, ct);
        if (finding.IsCompletedSuccessfully)
        {
            var answering = SignAsync(finding.Result, form, malformed, ct);
            if (answering.IsCompletedSuccessfully)
            {
                return ValueTask.FromResult(Reply(answering.Result));
            }

            return AwaitAsync(answering);
        }

        return AwaitAsync(finding, form, malformed, ct);
    }

    private ValueTask<SignAnswer> SignAsync(
        (ApiKeyRecord? Key, ApiProblem? Problem) found,
        in SignForm form,
        ApiProblem? malformed,
        WaitToken ct
    ) =>
        (found.Problem ?? malformed) is { } problem
            ? ValueTask.FromResult(signing.Refuse(problem))
            : signing.SignAsync(found.Key!, form, originHost: null, Problem.BodyInvalid, ct);

    private async ValueTask<GrpcReply> AwaitAsync(
        ValueTask<(ApiKeyRecord? Key, ApiProblem? Problem)> finding,
        SignForm form,
        ApiProblem? malformed,
        WaitToken ct
    ) => Reply(await SignAsync(await finding, form, malformed, ct));

    private static async ValueTask<GrpcReply> AwaitAsync(ValueTask<SignAnswer> answering) => Reply(await answering);

    private static GrpcReply Reply(in SignAnswer answer) => answer.Problem is { } problem ? GrpcReply.Refuse(problem) : Write(answer);

    private static GrpcReply Write(in SignAnswer answer)
    {
        var reply = GrpcReply.Rent(SignProtoWriter.Length(answer));
        var proto = reply.Writer();
        SignProtoWriter.Write(answer, ref proto);
        return reply;
    }

    private ValueTask<GrpcReply> SignBatch(HttpContext context, ReadOnlySpan<byte> message, WaitToken ct)
    {
        var forms = new SignForms();
        return SignBatchAsync(context, SignProtoReader.ReadBatch(message, forms), forms, ct);
    }

    private async ValueTask<GrpcReply> SignBatchAsync(HttpContext context, ApiProblem? malformed, SignForms forms, WaitToken ct)
    {
        using var rented = forms;
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
