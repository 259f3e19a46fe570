using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Wire;

namespace WecomPlatform.Server.Grpc;

/// <summary><c>grpc.health.v1.Health</c>: what /readyz says, for gRPC's own balancers. <c>Watch</c> is not implemented.</summary>
internal sealed class HealthService(Readiness readiness) : IGrpcService
{
    private const int Serving = 1;
    private const int NotServing = 2;

    public IEnumerable<(string Path, GrpcMethod Method)> Methods => [("/grpc.health.v1.Health/Check", CheckAsync)];

    private ValueTask<GrpcReply> CheckAsync(HttpContext context, ReadOnlySpan<byte> message, WaitToken ct)
    {
        var service = string.Empty;
        var proto = new ProtoReader(message);
        while (proto.Next())
        {
            if (proto.Tag == ProtoReader.TagOf(1, ProtoReader.Bytes))
            {
                service = proto.ReadText();
            }
            else
            {
                proto.Skip();
            }
        }

        if (proto.IsBroken)
        {
            return ValueTask.FromResult(GrpcReply.Refuse(Problem.MessageInvalid()));
        }

        if (service is not ("" or "wecom.platform.v1.Signatures" or "wecom.platform.v1.Tokens"))
        {
            return ValueTask.FromResult(GrpcReply.Refuse(Problem.NotFound()));
        }

        var status = readiness.WhyNot is null ? Serving : NotServing;
        var reply = GrpcReply.Rent(ProtoWriting.NumberLength(status));
        var writer = reply.Writer();
        writer.WriteNumber(1, status);
        return ValueTask.FromResult(reply);
    }
}
