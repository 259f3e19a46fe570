using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;

namespace WecomPlatform.Tests.Owners;

/// <summary>Starts nodes of one engine. Every engine passes the same contract.</summary>
public interface IOwnersEngine
{
    Task<OwnersNode> StartNodeAsync(string name, CredentialPolicyOptions options, ICredentialRows rows, FakeWecom wecom);
}
