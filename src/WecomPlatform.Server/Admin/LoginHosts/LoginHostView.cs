using WecomPlatform.Postgres.Login;

namespace WecomPlatform.Server.Admin.LoginHosts;

/// <summary>A host name of a tenant.</summary>
/// <param name="Host">Lower case, with a port that is not the scheme's own.</param>
/// <param name="IsDefault">Whether logins begin there that name none.</param>
internal sealed record LoginHostView(string Host, bool IsDefault)
{
    public static LoginHostView Of(LoginHost host) => new(host.Host, host.IsDefault);
}
