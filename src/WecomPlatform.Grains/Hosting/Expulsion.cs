namespace WecomPlatform.Grains.Hosting;

/// <summary>
/// Told when a silo cannot go on, e.g. since the others took it for dead while its machine stood still. By itself Orleans would end the
/// process; a node needs no silo to serve, and starts another one.
/// </summary>
internal sealed class Expulsion : IFatalErrorHandler
{
    private readonly TaskCompletionSource<string> _reason = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes, with the reason, when the silo cannot go on.</summary>
    public Task<string> Reason => _reason.Task;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) =>
        _reason.TrySetResult(exception?.Message ?? context ?? "No reason given.");
}
