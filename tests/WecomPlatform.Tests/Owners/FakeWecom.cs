using System.Collections.Concurrent;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;

namespace WecomPlatform.Tests.Owners;

/// <summary>WeCom as owners see it: counts calls and answers what the test has laid out, else a new value each time.</summary>
public sealed class FakeWecom : ICredentialSource
{
    private int _parentsAskedAbout;
    private readonly ConcurrentDictionary<CredentialKey, int> _calls = new();
    private readonly ConcurrentDictionary<CredentialKey, ConcurrentQueue<Func<CancellationToken, Task<FetchResult>>>> _next = new();

    /// <summary>The life of values that were not laid out.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Asked before anything that was laid out; null for the usual.</summary>
    public Func<CredentialKey, Snapshot?, FetchResult?> Judge { get; set; } = static (_, _) => null;

    /// <summary>Why a credential is refused though its parent is alive; null when the parent is dead.</summary>
    public Func<CredentialKey, Snapshot, Unavailable?> OwnFault { get; set; } = static (_, _) => null;

    /// <summary>How often WeCom was asked about a parent.</summary>
    public int ParentsAskedAbout => _parentsAskedAbout;

    /// <summary>What attempts count against.</summary>
    public Func<CredentialKey, RefreshCause, IReadOnlyList<Budget>> Budgets { get; set; } = static (_, _) => [];

    /// <summary>What attempts wait for before their budgets are looked at.</summary>
    public Func<CancellationToken, ValueTask<Turn>> Turns { get; set; } = static _ => ValueTask.FromResult(Turn.Free);

    public ConcurrentDictionary<CredentialKey, bool> Unregistered { get; } = new();

    public static FetchResult Value(string text, double seconds = 7200) =>
        FetchResult.Of(
            new FetchedValue(
                new Secret(text),
                TimeSpan.FromSeconds(seconds),
                TimeProvider.System.GetTimestamp(),
                TimeSpan.FromMilliseconds(20)
            )
        );

    public static FetchResult Failure(
        UnavailableReason reason = UnavailableReason.UpstreamUnavailable,
        double seconds = 0,
        int? code = null
    ) => FetchResult.None(new Unavailable(reason, TimeSpan.FromSeconds(seconds), code));

    public int Calls(CredentialKey key) => _calls.GetValueOrDefault(key);

    /// <summary>Lays out the answer to the next call that is not laid out yet.</summary>
    public void Next(CredentialKey key, FetchResult result) => Queue(key).Enqueue(_ => Task.FromResult(result));

    /// <summary>Holds that call back.</summary>
    public HeldCall Hold(CredentialKey key)
    {
        var held = new HeldCall();
        Queue(key).Enqueue(held.RunAsync);
        return held;
    }

    /// <summary>Forgets what was laid out.</summary>
    public void Forget(CredentialKey key) => Queue(key).Clear();

    public ValueTask<PlannedFetch?> PlanAsync(CredentialKey key, CancellationToken ct) =>
        ValueTask.FromResult<PlannedFetch?>(Unregistered.ContainsKey(key) ? null : new Fetch(this, key));

    private ConcurrentQueue<Func<CancellationToken, Task<FetchResult>>> Queue(CredentialKey key) => _next.GetOrAdd(key, static _ => new());

    private async Task<FetchResult> CallAsync(CredentialKey key, Snapshot? parent, CancellationToken ct)
    {
        var number = _calls.AddOrUpdate(key, 1, static (_, n) => n + 1);
        if (Judge(key, parent) is { } judged)
        {
            return judged;
        }

        return Queue(key).TryDequeue(out var laidOut) ? await laidOut(ct) : Value($"{key.Kind}-{number}", Lifetime.TotalSeconds);
    }

    private sealed class Fetch(FakeWecom wecom, CredentialKey key) : PlannedFetch
    {
        public override IReadOnlyList<Budget> Budgets(RefreshCause cause) => wecom.Budgets(key, cause);

        public override ValueTask<Turn> EnterAsync(CancellationToken ct) => wecom.Turns(ct);

        public override ValueTask<Unavailable?> ClearParentAsync(Snapshot parent, CancellationToken ct)
        {
            Interlocked.Increment(ref wecom._parentsAskedAbout);
            return ValueTask.FromResult(wecom.OwnFault(key, parent));
        }

        public override async ValueTask<FetchResult> RunAsync(Snapshot? parent, CancellationToken ct) =>
            await wecom.CallAsync(key, parent, ct);
    }
}
