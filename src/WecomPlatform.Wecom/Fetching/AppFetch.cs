using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Wecom.Api;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>One attempt for a credential of a self-built app.</summary>
internal sealed class AppFetch(
    CredentialKey key,
    AppAccount account,
    string egress,
    WecomApi api,
    WecomBudgets budgets,
    IAppAccounts accounts
) : PlannedFetch
{
    public override IReadOnlyList<Budget> Budgets(RefreshCause cause) =>
        key.Kind == CredentialKind.AccessToken
            ? budgets.SecretProbe(key.Tenant, egress, account.IsProven)
            : budgets.Ticket(key.Corp, key.Agent, cause);

    public override async ValueTask<FetchResult> RunAsync(Snapshot? parent, CancellationToken ct) =>
        key.Kind switch
        {
            CredentialKind.AccessToken => await GetTokenAsync(ct),
            CredentialKind.CorpTicket => Result(await api.GetCorpTicketAsync(parent!.Value, account.EgressProxy, ct)),
            CredentialKind.AgentTicket => Result(await api.GetAgentTicketAsync(parent!.Value, account.EgressProxy, ct)),
            _ => throw new InvalidOperationException($"No self-built app has a {key.Kind}."),
        };

    // Read once more after the lease was taken: a secret that was changed meanwhile must not be tried in its old form.
    private async ValueTask<FetchResult> GetTokenAsync(CancellationToken ct)
    {
        if (await accounts.FindAsync(key, ct) is not { } current)
        {
            return FetchResult.None(new Unavailable(UnavailableReason.AppUnknown, TimeSpan.Zero));
        }

        var answer = await api.GetTokenAsync(key.Corp, current.Secret, current.EgressProxy, ct);
        if (answer.IsSuccess && !current.IsProven)
        {
            await TryMarkProvenAsync(current, ct);
        }

        return Result(answer);
    }

    private async ValueTask TryMarkProvenAsync(AppAccount current, CancellationToken ct)
    {
        try
        {
            await accounts.MarkProvenAsync(key, current.Secret, ct);
        }
#pragma warning disable CA1031 // The next fetch proves the secret as well; the token at hand was paid for.
        catch
#pragma warning restore CA1031
        {
            // A database that stumbles is met, and told of, when the token is written.
        }
    }

    private FetchResult Result(WecomAnswer<FetchedValue> answer)
    {
        if (answer.IsSuccess)
        {
            return FetchResult.Of(answer.Value);
        }

        return answer.Error.Reaction == Errors.WecomReaction.RefreshToken && key.Parent is not null
            ? FetchResult.ParentDead(answer.Error.Code!.Value)
            : FetchResult.None(Unavailability.Of(answer.Error, isTicket: key.Kind != CredentialKind.AccessToken));
    }
}
