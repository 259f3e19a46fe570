using Microsoft.Extensions.Options;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin;

/// <summary>Lets only the administrator in.</summary>
internal sealed class AdminAccess(IOptions<AdminOptions> options) : IEndpointFilter
{
    private readonly byte[]? _hash = KeyText.TryParse(options.Value.Key, out var key) ? key.Hash() : null;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var header = context.HttpContext.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return new ApiProblem(401, "key_missing", "Send the administrator's key: Authorization: Bearer ak_….");
        }

        var isAdmin =
            _hash is not null
            && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && KeyText.TryParse(header["Bearer ".Length..].Trim(), out var key)
            && key.Prefix == "ak"
            && key.Matches(_hash);
        return isAdmin ? await next(context) : Problem.KeyInvalid("This is not the administrator's key.");
    }
}
