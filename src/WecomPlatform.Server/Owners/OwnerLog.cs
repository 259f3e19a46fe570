using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Postgres.Errors;

namespace WecomPlatform.Server.Owners;

/// <summary>Logs and counts what owners do.</summary>
internal sealed partial class OwnerLog(OwnerCounters counters, ILogger<OwnerLog> logger) : IOwnerEvents
{
    public void Fetched(Snapshot snapshot, RefreshCause cause, bool isSame, TimeSpan took)
    {
        counters.Count(snapshot.Key.Kind, isSame ? "same" : "fetched");
        LogFetched(snapshot.Key, snapshot.Generation, cause, isSame, snapshot.Lifetime.TotalSeconds, took.TotalMilliseconds);
    }

    public void Failed(CredentialKey key, RefreshCause cause, Unavailable why)
    {
        counters.Count(key.Kind, "failed");
        LogFailed(key, cause, why.Reason, why.UpstreamCode, why.RetryIn.TotalSeconds, why.Detail);
    }

    public void FencedOut(CredentialKey key)
    {
        counters.Count(key.Kind, "fenced_out");
        LogFencedOut(key);
    }

    public void StoreFailed(CredentialKey key, Exception error)
    {
        counters.Count(key.Kind, "store_failed");
        if (error is not StoreAwayException) // whoever looked has told
        {
            LogStoreFailed(key, error.Tell());
        }
    }

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "Fetched {Key}: generation {Generation}, {Cause}, same value: {IsSame}, lives {Lifetime} s, took {Took} ms."
    )]
    private partial void LogFetched(
        CredentialKey key,
        Generation generation,
        RefreshCause cause,
        bool isSame,
        double lifetime,
        double took
    );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Cannot get {Key} ({Cause}): {Reason}, errcode {Code}, next try in {RetryIn} s. {Detail}"
    )]
    private partial void LogFailed(
        CredentialKey key,
        RefreshCause cause,
        UnavailableReason reason,
        int? code,
        double retryIn,
        string? detail
    );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The lease on {Key} was taken over before this node's answer could be written; the answer was dropped."
    )]
    private partial void LogFencedOut(CredentialKey key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer for {Key}: {Reason}")]
    private partial void LogStoreFailed(CredentialKey key, string reason);
}
