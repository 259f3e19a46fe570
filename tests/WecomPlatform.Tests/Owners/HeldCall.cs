using WecomPlatform.Credentials.Source;

namespace WecomPlatform.Tests.Owners;

/// <summary>A call at WeCom that has begun and is answered when the test says so.</summary>
public sealed class HeldCall
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<FetchResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when an owner has made the call.</summary>
    public Task Begun => _begun.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public void Answer(FetchResult result) => _answer.SetResult(result);

    internal async Task<FetchResult> RunAsync(CancellationToken ct)
    {
        _begun.SetResult();
        return await _answer.Task.WaitAsync(ct);
    }
}
