using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Signing;

/// <summary>A call that may be signed: whose tickets it takes.</summary>
/// <param name="Call">The call.</param>
/// <param name="Agent">The app that signs, as it is echoed; null when only a login suite signs, or the request named only the corp.</param>
/// <param name="Corp">The corp's ticket; null when it is not wanted.</param>
/// <param name="App">The app's ticket; null when it is not wanted.</param>
/// <param name="Login">The login suite's ticket; null when it is not wanted.</param>
/// <param name="AnyAppOf">The corp, when the request leaves it to the corp's ticket source which app's corp ticket serves; else null.</param>
internal readonly record struct SignPlan(
    SignCall Call,
    AgentId? Agent,
    CredentialKey? Corp,
    CredentialKey? App,
    CredentialKey? Login,
    CorpRecord? AnyAppOf
);
