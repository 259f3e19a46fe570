using Microsoft.Extensions.Options;

namespace WecomPlatform.Server.Hosting;

/// <summary>The urls by which WeCom and browsers reach the platform.</summary>
internal sealed class PublicUrl(IOptions<NodeOptions> options)
{
    /// <summary>The public url of a path.</summary>
    /// <param name="context">The request that asks; its scheme and host are taken when <c>Node:PublicUrl</c> is not set.</param>
    /// <param name="path">The path, from its <c>/</c>; may have a query.</param>
    public Uri Of(HttpContext context, string path) =>
        new(options.Value.PublicUrl ?? new Uri($"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}"), path);
}
