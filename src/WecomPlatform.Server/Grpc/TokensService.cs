using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Tokens;
using WecomPlatform.Server.Wire;

namespace WecomPlatform.Server.Grpc;

/// <summary><c>wecom.platform.v1.Tokens</c>.</summary>
internal sealed class TokensService(CallerKey caller, TokenService tokens) : IGrpcService
{
    public IEnumerable<(string Path, GrpcMethod Method)> Methods => [("/wecom.platform.v1.Tokens/GetToken", GetToken)];

    private ValueTask<GrpcReply> GetToken(HttpContext context, ReadOnlySpan<byte> message, WaitToken ct) =>
        TryRead(message) is { } form
            ? GetTokenAsync(context, form, ct.Value)
            : ValueTask.FromResult(GrpcReply.Refuse(Problem.MessageInvalid()));

    private async ValueTask<GrpcReply> GetTokenAsync(HttpContext context, TokenForm form, CancellationToken ct)
    {
        var (key, problem) = await caller.FindBackendAsync(context.Request, TokenService.ScopeOf(form.Kind), ct);
        problem ??= form.Kind is TokenKind.Corp or TokenKind.Suite or TokenKind.Provider ? null : Problem.BodyInvalid("kind is missing.");
        var answer = problem is null ? await tokens.GetAsync(key!, form, Problem.BodyInvalid, ct) : TokenAnswer.Refuse(problem);
        return answer.Problem is null ? Write(answer) : GrpcReply.Refuse(answer.Problem);
    }

    private static TokenForm? TryRead(ReadOnlySpan<byte> message)
    {
        var form = new TokenForm();
        var proto = new ProtoReader(message);
        while (proto.Next())
        {
            switch (proto.Tag)
            {
                case (1 << 3) | ProtoReader.Varint:
                    form = form with { Kind = (TokenKind)proto.ReadVarint() };
                    break;
                case (2 << 3) | ProtoReader.Bytes:
                    form = form with { CorpId = proto.ReadText() is { Length: > 0 } corp ? corp : null };
                    break;
                case (3 << 3) | ProtoReader.Varint:
                    form = form with { AgentId = proto.ReadVarint() is var agent and not 0 ? agent : null };
                    break;
                case (4 << 3) | ProtoReader.Bytes:
                    form = form with { SuiteId = proto.ReadText() is { Length: > 0 } suite ? suite : null };
                    break;
                case (5 << 3) | ProtoReader.Varint:
                    form = form with { Version = proto.ReadVarint() is var version and not 0 ? version : null };
                    break;
                default:
                    proto.Skip();
                    break;
            }
        }

        return proto.IsBroken ? null : form;
    }

    private static GrpcReply Write(in TokenAnswer answer)
    {
        var token = answer.AccessToken!.Utf8;
        var reply = GrpcReply.Rent(
            ProtoWriting.BytesLength(token.Length) + ProtoWriting.NumberLength(answer.ExpiresIn) + ProtoWriting.NumberLength(answer.Version)
        );
        var proto = reply.Writer();
        proto.WriteBytes(1, token);
        proto.WriteNumber(2, answer.ExpiresIn);
        proto.WriteNumber(3, answer.Version);
        return reply;
    }
}
