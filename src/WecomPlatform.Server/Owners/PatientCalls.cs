using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Server.Owners;

/// <summary>How long callers wait for an owner.</summary>
internal static class PatientCalls
{
    /// <summary>Gets a value, waiting for it no longer than <paramref name="patience"/>.</summary>
    public static async Task<CredentialResult> GetPatientlyAsync(
        this ICredentialOwners owners,
        CredentialKey key,
        Generation dead,
        TimeSpan patience,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        using var enough = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, enough.Token);
        try
        {
            return await owners.GetAsync(key, dead, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return CredentialResult.None(new Unavailable(UnavailableReason.Busy, TimeSpan.FromSeconds(1)));
        }
    }
}
