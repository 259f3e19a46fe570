using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Source;

namespace WecomPlatform.Tests.Wecom;

/// <summary>One registered app.</summary>
public sealed class FakeAccounts : IAppAccounts
{
    public AppAccount? Account { get; set; }

    public IList<string> Proven { get; } = new List<string>();

    /// <summary>Runs before each look-up.</summary>
    public Action OnFind { get; set; } = static () => { };

    /// <summary>Runs before each note that a secret was proven.</summary>
    public Action OnProven { get; set; } = static () => { };

    public ValueTask<AppAccount?> FindAsync(CredentialKey key, CancellationToken ct)
    {
        OnFind();
        return ValueTask.FromResult(Account);
    }

    public ValueTask MarkProvenAsync(CredentialKey key, Secret secret, CancellationToken ct)
    {
        OnProven();
        Proven.Add(secret.Reveal());
        return ValueTask.CompletedTask;
    }
}
