using WecomPlatform.Server.Hosting;

namespace WecomPlatform.Server.Grpc;

/// <summary>One unary method: takes a message, answers with one.</summary>
/// <param name="context">The request, for its key.</param>
/// <param name="message">The message; its memory is the method's until it first waits.</param>
/// <param name="ct">Ends with the call or its deadline.</param>
internal delegate ValueTask<GrpcReply> GrpcMethod(HttpContext context, ReadOnlySpan<byte> message, WaitToken ct);
