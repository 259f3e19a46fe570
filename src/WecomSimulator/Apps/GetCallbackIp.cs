using WecomSimulator.Cgi;

namespace WecomSimulator.Apps;

/// <summary>GET /cgi-bin/getcallbackip: where callbacks come from; here, from this machine (wecom-api.md §10).</summary>
internal sealed class GetCallbackIp : ICgiApi
{
    public string Path => "/cgi-bin/getcallbackip";

    public CgiAnswer Answer(World world, CgiCall call) => IpList.Answer(world, call, "127.0.0.1");
}
