namespace WecomSimulator.Calls;

/// <summary>How often one method and path was called: in all, by caller, and by error.</summary>
internal sealed class CallCount
{
    public long Total { get; set; }

    public SortedDictionary<string, long> ByKey { get; init; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> Errors { get; init; } = new(StringComparer.Ordinal);

    public CallCount Copy() =>
        new()
        {
            Total = Total,
            ByKey = new SortedDictionary<string, long>(ByKey, StringComparer.Ordinal),
            Errors = new SortedDictionary<string, long>(Errors, StringComparer.Ordinal),
        };
}
