namespace WecomPlatform.Server.ApiDocs;

/// <summary>Whose key an operation takes.</summary>
internal enum ApiCaller
{
    /// <summary>Anybody: no key.</summary>
    Anybody,

    /// <summary>A tenant's backend: <c>Authorization: Bearer sk_…</c>.</summary>
    Tenant,

    /// <summary>A tenant's backend, or a web page with a publishable key.</summary>
    TenantOrPage,

    /// <summary>The administrator: <c>Authorization: Bearer ak_…</c>.</summary>
    Administrator,
}
