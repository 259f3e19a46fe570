using System.Collections.Concurrent;
using WecomPlatform.Postgres.Login;

namespace WecomPlatform.Server.Login;

/// <summary>How logins ended at this node.</summary>
internal sealed class LoginCounters
{
    private readonly ConcurrentDictionary<(LoginFlow Flow, string Outcome), long> _ends = new();

    public IEnumerable<(string Flow, string Outcome, long Count)> Read() =>
        _ends.Select(entry => (entry.Key.Flow.Name(), entry.Key.Outcome, entry.Value));

    /// <summary>A code was exchanged at WeCom or Juzi, or a browser came back that was not let on.</summary>
    public void Exchanged(LoginFlow flow, string outcome) => _ends.AddOrUpdate((flow, outcome), 1, static (_, before) => before + 1);
}
