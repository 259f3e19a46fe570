namespace WecomPlatform.Testing.Platform;

/// <summary>Who a key is for.</summary>
public enum ApiKeyKind
{
    /// <summary>sk_: a backend.</summary>
    Secret,

    /// <summary>pk_: a page in a browser.</summary>
    Publishable,
}
