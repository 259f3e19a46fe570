using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Grpc;

/// <summary>Why a call ends without a reply.</summary>
/// <param name="Status">gRPC's status.</param>
/// <param name="Message">For people. Never a secret.</param>
/// <param name="Problem">The API's own error; null when the call was not proper gRPC.</param>
internal sealed record GrpcFailure(GrpcStatus Status, string Message, ApiProblem? Problem = null)
{
    public static GrpcFailure Of(ApiProblem problem) => new(problem.ToGrpc(), problem.Detail, problem);

    public static GrpcFailure DeadlineExceeded() => new(GrpcStatus.DeadlineExceeded, "The deadline is over.");

    public static GrpcFailure Cancelled() => new(GrpcStatus.Cancelled, "The caller has gone.");

    public static GrpcFailure BadFrame(string message) => new(GrpcStatus.Internal, message);
}
