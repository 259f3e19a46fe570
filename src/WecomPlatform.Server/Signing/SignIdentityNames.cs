namespace WecomPlatform.Server.Signing;

/// <summary>Identities as callers name them.</summary>
internal static class SignIdentityNames
{
    /// <summary>The identity of that name; Default when there is none.</summary>
    public static SignIdentities Parse(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("corp"u8) ? SignIdentities.Corp
        : name.SequenceEqual("agent"u8) ? SignIdentities.Agent
        : name.SequenceEqual("suite"u8) ? SignIdentities.Suite
        : SignIdentities.Default;

    /// <summary>The identity of that name; Default when there is none.</summary>
    public static SignIdentities Parse(ReadOnlySpan<char> name) =>
        name switch
        {
            "corp" => SignIdentities.Corp,
            "agent" => SignIdentities.Agent,
            "suite" => SignIdentities.Suite,
            _ => SignIdentities.Default,
        };
}
