using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Grpc;

/// <summary>Errors as gRPC has them.</summary>
internal static class GrpcProblem
{
    /// <summary>The status that comes closest to an error of the API; its own code goes along as the trailer <c>error-code</c>.</summary>
    public static GrpcStatus ToGrpc(this ApiProblem problem) =>
        problem.Status switch
        {
            400 => GrpcStatus.InvalidArgument,
            401 => GrpcStatus.Unauthenticated,
            403 => GrpcStatus.PermissionDenied,
            404 => GrpcStatus.NotFound,
            409 or 422 => GrpcStatus.FailedPrecondition,
            413 or 429 => GrpcStatus.ResourceExhausted,
            503 => GrpcStatus.Unavailable,
            _ => GrpcStatus.Internal,
        };
}
