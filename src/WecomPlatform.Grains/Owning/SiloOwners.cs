using WecomPlatform.Credentials.Owners;

namespace WecomPlatform.Grains.Owning;

/// <summary>The owners of the process that a silo lives in: the body of its grains.</summary>
/// <param name="Port">The port to them.</param>
public sealed record SiloOwners(ICredentialOwners Port);
