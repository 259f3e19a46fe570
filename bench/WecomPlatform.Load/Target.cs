namespace WecomPlatform.Load;

/// <summary>Where load goes.</summary>
/// <param name="Rest">The REST address.</param>
/// <param name="Grpc">The gRPC address; null when it has none.</param>
/// <param name="Server">The process.</param>
internal sealed record Target(Uri Rest, Uri? Grpc, Server Server);
