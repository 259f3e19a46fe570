using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Wire;

namespace WecomPlatform.Server.Signing;

/// <summary>Reads requests for signatures written in protobuf: proto/wecom/platform/v1/signatures.proto.</summary>
internal static class SignProtoReader
{
    private const int Bytes = ProtoReader.Bytes;
    private const int Varint = ProtoReader.Varint;

    /// <summary>Reads a <c>SignRequest</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="form">What it says.</param>
    /// <param name="lastCorpId">The corp of the request before it in a batch: likely to be the same, and then no new string is made.</param>
    /// <returns>False when it is malformed.</returns>
    public static bool TryRead(ReadOnlySpan<byte> message, out SignForm form, string? lastCorpId = null)
    {
        form = new SignForm { Url = string.Empty };
        var proto = new ProtoReader(message);
        while (proto.Next())
        {
            switch (proto.Tag)
            {
                case (1 << 3) | Bytes:
                    form.CorpId = OrNull(proto.ReadText(lastCorpId));
                    break;
                case (2 << 3) | Varint:
                    form.AgentId = OrNull(proto.ReadVarint());
                    break;
                case (3 << 3) | Bytes:
                    form.SuiteId = OrNull(proto.ReadText());
                    break;
                case (4 << 3) | Bytes:
                    form.Url = proto.ReadText();
                    break;
                case (5 << 3) | Varint:
                    form.Add(Identity(proto.ReadVarint()));
                    break;
                case (5 << 3) | Bytes:
                    var packed = new ProtoReader(proto.ReadBytes());
                    while (!packed.IsAtEnd)
                    {
                        form.Add(Identity(packed.ReadVarint()));
                    }

                    if (packed.IsBroken)
                    {
                        return false;
                    }

                    break;
                default:
                    proto.Skip();
                    break;
            }
        }

        return !proto.IsBroken;
    }

    /// <summary>Reads a <c>SignBatchRequest</c>.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static ApiProblem? ReadBatch(ReadOnlySpan<byte> message, SignForms forms)
    {
        var proto = new ProtoReader(message);
        while (proto.Next())
        {
            if (proto.Tag != ((1 << 3) | Bytes))
            {
                proto.Skip();
                continue;
            }

            if (forms.IsFull)
            {
                return Problem.BodyInvalid("A batch holds at most 1000 requests.");
            }

            if (!TryRead(proto.ReadBytes(), out var form, forms.LastCorpId))
            {
                return Problem.MessageInvalid();
            }

            forms.Add(form);
        }

        return proto.IsBroken ? Problem.MessageInvalid() : null;
    }

    private static SignIdentities Identity(long number) =>
        number switch
        {
            1 => SignIdentities.Corp,
            2 => SignIdentities.Agent,
            3 => SignIdentities.Suite,
            _ => SignIdentities.Default,
        };

    // proto3 does not send what is empty.
    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static long? OrNull(long number) => number == 0 ? null : number;
}
