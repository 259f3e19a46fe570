namespace WecomPlatform.Postgres.Registry;

/// <summary>What an API key may be used for.</summary>
public enum ApiKeyKind
{
    /// <summary>A backend's key, <c>sk_…</c>.</summary>
    Secret = 0,

    /// <summary>A key that stands in web pages, <c>pk_…</c>: signs pages of trusted domains, no more.</summary>
    Publishable = 1,
}
