namespace WecomPlatform.Credentials.Keys;

/// <summary>The kinds' names as they stand in keys, the database and the admin API.</summary>
public static class CredentialKindNames
{
    /// <summary>The kind's stable name, e.g. <c>corp_ticket</c>.</summary>
    public static string Name(this CredentialKind kind) =>
        kind switch
        {
            CredentialKind.AccessToken => "access_token",
            CredentialKind.CorpTicket => "corp_ticket",
            CredentialKind.AgentTicket => "agent_ticket",
            CredentialKind.SuiteTicket => "suite_ticket",
            CredentialKind.SuiteAccessToken => "suite_access_token",
            CredentialKind.SuiteLoginTicket => "suite_login_ticket",
            CredentialKind.ProviderAccessToken => "provider_access_token",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), "No such kind of credential."),
        };

    /// <summary>The kind of that name; <see cref="CredentialKind.None"/> when there is none.</summary>
    public static CredentialKind Parse(ReadOnlySpan<char> name) =>
        name switch
        {
            "access_token" => CredentialKind.AccessToken,
            "corp_ticket" => CredentialKind.CorpTicket,
            "agent_ticket" => CredentialKind.AgentTicket,
            "suite_ticket" => CredentialKind.SuiteTicket,
            "suite_access_token" => CredentialKind.SuiteAccessToken,
            "suite_login_ticket" => CredentialKind.SuiteLoginTicket,
            "provider_access_token" => CredentialKind.ProviderAccessToken,
            _ => CredentialKind.None,
        };

    internal static bool NamesCorp(this CredentialKind kind) =>
        kind is CredentialKind.AccessToken or CredentialKind.CorpTicket or CredentialKind.AgentTicket or CredentialKind.ProviderAccessToken;

    internal static bool NamesApp(this CredentialKind kind) => kind != CredentialKind.ProviderAccessToken;

    internal static bool NamesSuiteOnly(this CredentialKind kind) =>
        kind is CredentialKind.SuiteTicket or CredentialKind.SuiteAccessToken or CredentialKind.SuiteLoginTicket;
}
