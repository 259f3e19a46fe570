using WecomSimulator.Calls;

namespace WecomSimulator.Faults;

/// <summary>The faults in force, oldest first; a call meets the first that strikes it and no other.</summary>
internal sealed class FaultBook
{
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> All => _faults;

    public void Add(Fault fault) => _faults.Add(fault);

    public void Clear() => _faults.Clear();

    public Fault? Take(string path, CallerId caller)
    {
        var fault = _faults.Find(candidate => candidate.Strikes(path, caller));
        fault?.Hit();
        if (fault?.Left == 0)
        {
            _faults.Remove(fault);
        }

        return fault;
    }
}
