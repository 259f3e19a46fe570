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
            _ => throw new ArgumentOutOfRangeException(nameof(kind), "No such kind of credential."),
        };

    /// <summary>The kind of that name; <see cref="CredentialKind.None"/> when there is none.</summary>
    public static CredentialKind Parse(ReadOnlySpan<char> name) =>
        name switch
        {
            "access_token" => CredentialKind.AccessToken,
            "corp_ticket" => CredentialKind.CorpTicket,
            "agent_ticket" => CredentialKind.AgentTicket,
            _ => CredentialKind.None,
        };
}
