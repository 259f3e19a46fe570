namespace WecomSimulator.Limits;

/// <summary>How many calls of a corp and path are being answered right now (wecom-api.md §1: 45033 above some 400).</summary>
internal sealed class ConcurrencyBook
{
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);

    /// <summary>The refused are not counted: they are answered at once.</summary>
    public bool TryEnter(string key, int limit)
    {
        var running = _running.GetValueOrDefault(key);
        if (running >= limit)
        {
            return false;
        }

        _running[key] = running + 1;
        return true;
    }

    public void Leave(string key)
    {
        if (--_running[key] == 0)
        {
            _running.Remove(key);
        }
    }
}
