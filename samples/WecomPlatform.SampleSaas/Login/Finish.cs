using Microsoft.Extensions.Options;

namespace WecomPlatform.SampleSaas.Login;

/// <summary>Gets the identity and believes it only when its id token is right.</summary>
internal sealed class Finish(PlatformApi platform, IOptions<SampleOptions> options, TimeProvider clock)
{
    public async Task<IResult> RunAsync(string path, object body, PendingLogin pending, CancellationToken ct)
    {
        var (identity, error) = await platform.PostAsync(path, body, ct);
        if (identity is null)
        {
            return Pages.Failed(error!);
        }

        var token = (string)identity["idToken"]!;
        var claims = IdToken.Verify(
            token,
            await platform.KeysAsync(ct),
            options.Value.Platform,
            options.Value.Tenant,
            pending.Nonce,
            clock.GetUtcNow()
        );
        return claims is null ? Pages.Failed("id_token_invalid") : Pages.Welcome(identity, claims);
    }
}
