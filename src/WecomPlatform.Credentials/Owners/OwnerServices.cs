using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;

namespace WecomPlatform.Credentials.Owners;

/// <summary>What every owner of a node shares.</summary>
internal sealed record OwnerServices(
    CredentialPolicy Policy,
    ICredentialRows Rows,
    ICredentialSource Source,
    ISnapshotSink Sink,
    IOwnerEvents Events,
    ParentTrust Trust,
    TimeProvider Clock,
    ICredentialOwners Owners,
    CancellationToken Stopping
);
