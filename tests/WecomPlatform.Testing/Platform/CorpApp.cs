namespace WecomPlatform.Testing.Platform;

/// <summary>An app ("agent") of a corp, as both the simulator and the platform are told of it.</summary>
public sealed record CorpApp(string CorpId, int AgentId, string Secret)
{
    public IReadOnlyList<string> TrustedDomains { get; init; } = ["app.example.com"];

    /// <summary>selfBuilt, customized or thirdParty.</summary>
    public string Kind { get; init; } = "selfBuilt";

    /// <summary>An app that no other test knows.</summary>
    public static CorpApp Fresh(int agentId = 1_000_002) =>
        new($"ww{Guid.NewGuid():N}"[..18], agentId, $"{Guid.NewGuid():N}{Guid.NewGuid():N}"[..43]);
}
