using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Server.Registry;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Callbacks;

/// <summary>What this node knows of callback handles.</summary>
internal sealed class CallbackHandles
{
    private const string Topic = "callback";

    private readonly ReadThrough<string, CallbackHandle> _handles;

    public CallbackHandles(CallbackHandleStore store, TimeProvider clock) =>
        _handles = new ReadThrough<string, CallbackHandle>(
            async (handle, ct) =>
                await store.FindAsync(handle, ct) is { } record
                && CallbackCipher.TryCreate(record.Token, record.EncodingAesKey) is { } cipher
                    ? new CallbackHandle(record, cipher)
                    : null,
            clock
        );

    /// <summary>Finds a handle; null when there is none of this name.</summary>
    public ValueTask<CallbackHandle?> FindAsync(string handle, CancellationToken ct) =>
        HandleText.IsValid(handle) ? _handles.GetAsync(handle, ct) : ValueTask.FromResult<CallbackHandle?>(null);

    /// <summary>Brings what is held up to date with a change.</summary>
    public Task OnChangedAsync(Change change, CancellationToken ct) =>
        change.Topic == Topic ? _handles.ReloadAsync(change.Key, ct) : Task.CompletedTask;

    /// <summary>Loads again all that is held.</summary>
    public Task OnResyncAsync(CancellationToken ct) => _handles.ReloadAsync(static _ => true, ct);
}
