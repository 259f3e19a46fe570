namespace WecomPlatform.Server.Registry;

/// <summary>
/// One line of a <see cref="ReadThrough{TKey,TValue}"/>. Whoever keeps it sees every change of its value, up to its deletion. Its setters are
/// called under a lock on the line itself.
/// </summary>
internal sealed class Line<TValue>
    where TValue : class
{
    private TValue? _value;
    private bool _isLoaded;

    /// <summary>What this node knows; null when there is nothing, or it was deleted.</summary>
    public TValue? Value => Volatile.Read(ref _value);

    /// <summary>Whether it was read at least once.</summary>
    public bool IsLoaded => Volatile.Read(ref _isLoaded);

    /// <summary>When it was last read, in ticks of the clock.</summary>
    public long LoadedAt { get; private set; }

    /// <summary>The query that callers wait for; null when none runs.</summary>
    public Task<TValue?>? Loading { get; set; }

    /// <summary>The number of the query whose answer it holds.</summary>
    public long Sequence { get; set; }

    /// <summary>Whether it stands in the queue of absent lines.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Whether another line took its place: an absent one was let go.</summary>
    public bool IsDropped { get; set; }

    public void Set(TValue? value, long now)
    {
        LoadedAt = now;
        Loading = null; // a million finished tasks are worth something
        Volatile.Write(ref _value, value);
        Volatile.Write(ref _isLoaded, true);
    }
}
