using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Whose backend begins an installation: only a secret key may.</summary>
internal sealed class TenantCaller(CallerKey caller)
{
    public async Task<(TenantId Tenant, ApiProblem? Problem)> FindAsync(HttpContext context)
    {
        var (key, problem) = await caller.FindAsync(context.Request, queryKey: null, context.RequestAborted);
        problem ??=
            key!.Kind == ApiKeyKind.Publishable
                ? Problem.ScopeMissing("A publishable key cannot begin an installation: a backend does.")
                : null;
        return (key?.Tenant ?? default, problem);
    }
}
