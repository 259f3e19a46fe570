namespace WecomPlatform.Server.Signing;

/// <summary>Counts what all processors count at once: each has a cell of its own, so that none waits for another's.</summary>
internal sealed class StripedCounter
{
    // Two cache lines: processors fetch neighbours in pairs. The first two stay empty: the array's length stands beside them.
    private const int CellsApart = 16;
    private static readonly int s_processors = Environment.ProcessorCount;

    private readonly long[] _cells = new long[(s_processors + 1) * CellsApart];

    /// <summary>What was counted.</summary>
    public long Sum
    {
        get
        {
            var sum = 0L;
            for (var cell = CellsApart; cell < _cells.Length; cell += CellsApart)
            {
                sum += Volatile.Read(ref _cells[cell]);
            }

            return sum;
        }
    }

    public void Add(long count) => Interlocked.Add(ref _cells[((Thread.GetCurrentProcessorId() % s_processors) + 1) * CellsApart], count);
}
