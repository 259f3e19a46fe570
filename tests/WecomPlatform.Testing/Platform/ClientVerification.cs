namespace WecomPlatform.Testing.Platform;

/// <summary>What a native WeCom client asks WeCom: is this page's signature right?</summary>
/// <param name="Kind">corp or agent: which of the two tickets signed.</param>
/// <param name="CorpId">The corp that the page names.</param>
/// <param name="AgentId">The app that the page names; kind agent only.</param>
/// <param name="Url">The client's own idea of the page's url, up to the first #.</param>
/// <param name="Timestamp">As the page gave it.</param>
/// <param name="NonceStr">As the page gave it.</param>
/// <param name="Signature">As the page gave it.</param>
public sealed record ClientVerification(
    string Kind,
    string CorpId,
    int? AgentId,
    string Url,
    string Timestamp,
    string NonceStr,
    string Signature
);
