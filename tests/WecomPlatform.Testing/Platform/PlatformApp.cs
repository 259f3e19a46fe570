namespace WecomPlatform.Testing.Platform;

/// <summary>An app that both sides know, and a key that may sign for it.</summary>
public sealed record PlatformApp(string Tenant, string Key, CorpApp App)
{
    /// <summary>A request body for both identities.</summary>
    public object SignRequest(string url = "https://app.example.com/") =>
        new
        {
            App.CorpId,
            App.AgentId,
            Url = url,
        };
}
