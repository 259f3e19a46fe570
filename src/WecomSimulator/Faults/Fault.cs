using WecomSimulator.Calls;

namespace WecomSimulator.Faults;

/// <summary>A fault in force.</summary>
internal sealed class Fault(FaultBody body)
{
    public FaultBody Body => body;

    /// <summary>Calls it will still strike; null: every one.</summary>
    public int? Left { get; private set; } = body.Count;

    public long Hits { get; private set; }

    /// <summary>Whether it takes the place of the true answer, or only delays that.</summary>
    public bool Replaces => body.Drop || body.Errcode is not null || body.HttpStatus is not null;

    public bool Strikes(string path, CallerId caller) =>
        Left != 0
        && (body.CorpId is null || body.CorpId == caller.CorpId)
        && (body.SuiteId is null || body.SuiteId == caller.SuiteId)
        && (body.Path.EndsWith('*') ? path.StartsWith(body.Path[..^1], StringComparison.Ordinal) : path == body.Path);

    public void Hit()
    {
        Left--;
        Hits++;
    }
}
