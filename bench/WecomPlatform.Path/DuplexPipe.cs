using System.IO.Pipelines;

namespace WecomPlatform.Path;

/// <summary>One side of a connection.</summary>
internal sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
