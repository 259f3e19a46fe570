using System.Text.Json;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Forwarding;
using WecomPlatform.Server.Admin.CallbackHandles;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.Webhooks;

/// <summary>Sets, changes and removes tenants' webhooks.</summary>
internal sealed class WebhookRegistration(WebhookStore webhooks)
{
    private const int MinSecret = 16;
    private const int MaxUrl = 2048;

    /// <summary>Does what a tenant's <c>webhook</c> says: null removes it, an object creates or changes it, nothing leaves it.</summary>
    public async Task<ApiProblem?> ApplyAsync(TenantId tenant, JsonElement said, CancellationToken ct)
    {
        if (said.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        if (said.ValueKind == JsonValueKind.Null)
        {
            await webhooks.DeleteAsync(tenant, ct);
            return null;
        }

        if (TryRead(said) is not { } body)
        {
            return Problem.BodyInvalid("webhook must be an object with url, secret and format, or null.");
        }

        var (webhook, problem) = Read(tenant, body, await webhooks.FindAsync(tenant, ct));
        if (problem is not null)
        {
            return problem;
        }

        return await webhooks.PutAsync(webhook!, ct) ? null : Problem.TenantUnknown();
    }

    private static WebhookBody? TryRead(JsonElement said)
    {
        try
        {
            return said.Deserialize(AdminJson.Default.WebhookBody);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (WebhookRecord? Webhook, ApiProblem? Problem) Read(TenantId tenant, WebhookBody body, WebhookRecord? stored)
    {
        var url =
            body.Url is null ? stored?.Url
            : body.Url.Length <= MaxUrl && Uri.TryCreate(body.Url, UriKind.Absolute, out var parsed) ? parsed
            : null;
        if (url is not { Scheme: "http" or "https", UserInfo: "", Fragment: "" })
        {
            return (null, Problem.BodyInvalid("webhook.url must be an absolute http(s) url without user and fragment."));
        }

        if (!SecretText.TryRead(body.Secret, out var given) || (given ?? stored?.Secret) is not { Utf8.Length: >= MinSecret } secret)
        {
            return (null, Problem.BodyInvalid($"webhook.secret must be {MinSecret} to 512 visible ASCII characters."));
        }

        if (body.Format is not (null or "json" or "xml"))
        {
            return (null, Problem.BodyInvalid("webhook.format must be \"json\" or \"xml\"."));
        }

        var (keys, problem) = CallbackKeys.Read(body.Token, body.EncodingAesKey);
        var format = body.Format switch
        {
            "xml" => WebhookFormat.Xml,
            "json" => WebhookFormat.Json,
            _ => stored?.Format ?? WebhookFormat.Json,
        };
        var (token, key) = (keys?.Token ?? stored?.Token, keys?.EncodingAesKey ?? stored?.EncodingAesKey);
        if (problem is null && format == WebhookFormat.Xml && (token is null || key is null))
        {
            problem = Problem.BodyInvalid("webhook.format \"xml\" needs a token and an encodingAesKey of the tenant's own.");
        }

        return problem is null ? (new WebhookRecord(tenant, url, format, secret, token, key), null) : (null, problem);
    }
}
