namespace WecomPlatform.Credentials.Owners;

/// <summary>Calls for credentials whose owner may live elsewhere in the cluster: who answered them.</summary>
public sealed class RoutedCalls
{
    private long _answered;
    private long _fellBack;

    /// <summary>Answered by the owner, wherever it lives.</summary>
    public long Answered => Volatile.Read(ref _answered);

    /// <summary>Answered by an owner of this node, since the other could not be reached in time.</summary>
    public long FellBack => Volatile.Read(ref _fellBack);

    /// <summary>Counts an answer.</summary>
    public void CountAnswered() => Interlocked.Increment(ref _answered);

    /// <summary>Counts a call that fell back on this node.</summary>
    public void CountFellBack() => Interlocked.Increment(ref _fellBack);
}
