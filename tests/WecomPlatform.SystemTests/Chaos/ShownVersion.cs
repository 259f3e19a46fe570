namespace WecomPlatform.SystemTests.Chaos;

/// <summary>The version of a credential that a node's admin API showed.</summary>
public sealed record ShownVersion(int Node, CredentialId Credential, long Version, DateTimeOffset Asked, DateTimeOffset Received);
