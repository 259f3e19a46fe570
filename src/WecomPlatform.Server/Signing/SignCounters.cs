using System.Collections.Concurrent;

namespace WecomPlatform.Server.Signing;

/// <summary>What signing counts on this node, whatever the protocol.</summary>
internal sealed class SignCounters
{
    private readonly ConcurrentDictionary<string, StrongBox> _refused = new(StringComparer.Ordinal);
    private readonly StripedCounter _signed = new();
    private long _waits;

    /// <summary>How many requests had to wait for a ticket.</summary>
    public long Waits => Volatile.Read(ref _waits);

    /// <summary>How many pages were signed.</summary>
    public long Signed => _signed.Sum;

    /// <summary>How many were refused, by the error's code.</summary>
    public IEnumerable<(string Code, long Count)> Refused => _refused.Select(code => (code.Key, Volatile.Read(ref code.Value.Count)));

    /// <summary>A request waits: for the database, or for WeCom.</summary>
    public void CountWait() => Interlocked.Increment(ref _waits);

    /// <summary>A page was signed, or refused.</summary>
    public void Count(in SignAnswer answer)
    {
        if (answer.Problem is { } problem)
        {
            CountRefused(problem.Code);
        }
        else
        {
            _signed.Add(1);
        }
    }

    /// <summary>A page was refused.</summary>
    public void CountRefused(string code) => Interlocked.Increment(ref _refused.GetOrAdd(code, static _ => new StrongBox()).Count);

    /// <summary>A batch was answered.</summary>
    public void Count(ReadOnlySpan<SignAnswer> answers)
    {
        var signed = 0;
        foreach (ref readonly var answer in answers)
        {
            if (answer.Problem is { } problem)
            {
                CountRefused(problem.Code);
            }
            else
            {
                signed++;
            }
        }

        _signed.Add(signed);
    }

    private sealed class StrongBox
    {
        public long Count;
    }
}
