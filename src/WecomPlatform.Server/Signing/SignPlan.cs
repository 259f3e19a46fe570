using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Signing;

/// <summary>A call that may be signed: whose tickets it takes.</summary>
/// <param name="Call">The call.</param>
/// <param name="Identities">Whose signatures are wanted: never what fits the ids, but what that turned out to be.</param>
/// <param name="Source">The app whose credentials sign; null when only a login suite signs.</param>
/// <param name="AnyAppOf">The corp, when the request leaves it to the corp's ticket source which app's corp ticket serves; else null.</param>
internal readonly record struct SignPlan(SignCall Call, SignIdentities Identities, AgentRecord? Source, CorpRecord? AnyAppOf)
{
    /// <summary>The app that signs, as it is echoed; null when only a login suite signs, or the request named only the corp.</summary>
    public AgentId? Agent => Wants(SignIdentities.Agent) ? Source!.Id : Call.Agent;

    /// <summary>The corp's ticket; null when it is not wanted.</summary>
    public CredentialKey? Corp =>
        Wants(SignIdentities.Corp) ? CredentialKey.CorpTicket(Call.Key.Tenant, Call.Corp!.Value, Source!.App) : null;

    /// <summary>The app's ticket; null when it is not wanted.</summary>
    public CredentialKey? App =>
        Wants(SignIdentities.Agent) ? CredentialKey.AgentTicket(Call.Key.Tenant, Call.Corp!.Value, Source!.App) : null;

    /// <summary>The login suite's ticket; null when it is not wanted.</summary>
    public CredentialKey? Login => Wants(SignIdentities.Suite) ? CredentialKey.SuiteLoginTicket(Call.Key.Tenant, Call.Suite!.Value) : null;

    private bool Wants(SignIdentities identity) => Identities.HasFlag(identity);
}
