namespace WecomPlatform.Server.Grpc;

/// <summary>Methods that belong together.</summary>
internal interface IGrpcService
{
    /// <summary>Each method under its path, <c>/package.Service/Method</c>.</summary>
    IEnumerable<(string Path, GrpcMethod Method)> Methods { get; }
}
