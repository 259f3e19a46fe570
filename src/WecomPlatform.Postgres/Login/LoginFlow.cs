namespace WecomPlatform.Postgres.Login;

/// <summary>How somebody logs in.</summary>
public enum LoginFlow
{
    /// <summary>Third-party app in the client (OD 91120).</summary>
    ThirdParty,

    /// <summary>Login suite on the web (登录授权, OD 98152).</summary>
    Web,

    /// <summary>A corp's app on the web (OD 98152).</summary>
    CorpWeb,

    /// <summary>Self-built or customised app in the client (OD 91022, 96441).</summary>
    SelfBuilt,

    /// <summary>The old QR pages: 3rd_qrConnect of a provider's site, qrConnect of a corp's app.</summary>
    LegacyQr,

    /// <summary>Juzi's (句子秒回) sidebar.</summary>
    Juzi,
}
