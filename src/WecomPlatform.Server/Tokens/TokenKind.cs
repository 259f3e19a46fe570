namespace WecomPlatform.Server.Tokens;

/// <summary>Which token a backend wants for calling WeCom itself. The values stand in tokens.proto.</summary>
internal enum TokenKind
{
    None = 0,

    /// <summary>An app's access_token in a corp.</summary>
    Corp = 1,

    /// <summary>A suite's suite_access_token.</summary>
    Suite = 2,

    /// <summary>The provider's provider_access_token.</summary>
    Provider = 3,
}
