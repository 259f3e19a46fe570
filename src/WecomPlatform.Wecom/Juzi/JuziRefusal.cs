namespace WecomPlatform.Wecom.Juzi;

/// <summary>Why Juzi names nobody.</summary>
public enum JuziRefusal
{
    /// <summary>It did name somebody.</summary>
    None = 0,

    /// <summary>−1 无效的授权码: no code, or one that was used.</summary>
    InvalidCode,

    /// <summary>−2 授权码已过期.</summary>
    ExpiredCode,

    /// <summary>−4 未找到授权码.</summary>
    UnknownCode,

    /// <summary>−5 未知错误, or any other code.</summary>
    UnknownError,

    /// <summary>It did not answer, or nothing that can be read.</summary>
    NoAnswer,

    /// <summary>The answer lacks what makes a person.</summary>
    Incomplete,
}
