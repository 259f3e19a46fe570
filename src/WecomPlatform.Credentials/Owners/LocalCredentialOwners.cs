using System.Collections.Concurrent;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;

namespace WecomPlatform.Credentials.Owners;

/// <summary>The owners of one process. With the rows' leases below them they are the whole PostgreSQL engine.</summary>
public sealed class LocalCredentialOwners : ICredentialOwners, IDisposable
{
    private readonly ConcurrentDictionary<CredentialKey, CredentialOwner> _owners = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly OwnerServices _services;

    /// <summary>Puts the owners together.</summary>
    /// <param name="policy">The rules.</param>
    /// <param name="rows">The database.</param>
    /// <param name="source">WeCom.</param>
    /// <param name="sink">Where readers find what owners learn.</param>
    /// <param name="events">Who is told.</param>
    /// <param name="clock">The clock.</param>
    public LocalCredentialOwners(
        CredentialPolicy policy,
        ICredentialRows rows,
        ICredentialSource source,
        ISnapshotSink sink,
        IOwnerEvents events,
        TimeProvider clock
    )
    {
        var trust = new ParentTrust(policy, clock);
        _services = new OwnerServices(
            policy,
            rows,
            new RowReader(rows, Notice, clock),
            source,
            sink,
            events,
            trust,
            clock,
            this,
            _stopping.Token
        );
    }

    /// <inheritdoc />
    public ValueTask<CredentialResult> GetAsync(CredentialKey key, Generation dead, CancellationToken ct) => Owner(key).GetAsync(dead, ct);

    /// <inheritdoc />
    public ValueTask<Snapshot?> PushAsync(CredentialKey key, FetchedValue value, CancellationToken ct) =>
        PushAsync(key, value, Generation.None, ct);

    /// <summary>Hands in a value whose generation shall outgrow one that was seen elsewhere, too.</summary>
    /// <inheritdoc cref="ICredentialOwners.PushAsync" />
    public async ValueTask<Snapshot?> PushAsync(CredentialKey key, FetchedValue value, Generation seen, CancellationToken ct)
    {
        var owner = Owner(key);
        if (await _services.Rows.PushAsync(key, value, seen > owner.Newest ? seen : owner.Newest, ct) is not { } row)
        {
            return null;
        }

        if (key.Awaiting is { } child)
        {
            await _services.Rows.RetryAsync(child, UnavailableReason.SuiteTicketMissing, ct);
            Adopt(await _services.Rows.ReadAsync(child, ct));
        }

        return owner.Adopt(row).Snapshot;
    }

    /// <inheritdoc />
    public async ValueTask ForgetAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct)
    {
        await _services.Rows.ForgetAsync(keys, ct);
        foreach (var key in keys)
        {
            _services.Trust.Forget(key);
        }

        foreach (var row in await _services.Rows.ReadManyAsync(keys, ct))
        {
            Adopt(row);
        }
    }

    /// <summary>Whether this process has an owner of the credential.</summary>
    public bool Owns(CredentialKey key) => _owners.ContainsKey(key);

    /// <summary>The credentials that have an owner here.</summary>
    public IEnumerable<CredentialKey> Keys => _owners.Select(owner => owner.Key);

    /// <summary>Takes in a row that another node changed.</summary>
    public void Adopt(CredentialRow row)
    {
        if (_owners.TryGetValue(row.Key, out var owner))
        {
            owner.Adopt(row);
        }
    }

    /// <summary>Lets owners go that nobody asked for that long. What they knew is in the database.</summary>
    public void Sweep(TimeSpan idle)
    {
        _services.Trust.Sweep();
        foreach (var (key, owner) in _owners)
        {
            if (owner.IsIdleFor(idle))
            {
                _owners.TryRemove(key, out _);
            }
        }
    }

    /// <summary>Ends refreshes that only wait, and waits for those that may have called WeCom already: their answer was paid for.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_owners.Select(owner => owner.Value.InFlight));
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    private void Notice(CredentialRow row)
    {
        if (_owners.TryGetValue(row.Key, out var owner) && row.Generation > owner.Newest)
        {
            owner.Adopt(row);
        }
    }

    private CredentialOwner Owner(CredentialKey key) =>
        _owners.GetOrAdd(key, static (key, services) => new CredentialOwner(key, services), _services);
}
