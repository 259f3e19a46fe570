using WecomSimulator.Cgi;

namespace WecomSimulator.Apps;

/// <summary>GET /cgi-bin/get_api_domain_ip: where WeCom's API lives; here, on this machine (wecom-api.md §10).</summary>
internal sealed class GetApiDomainIp : ICgiApi
{
    public string Path => "/cgi-bin/get_api_domain_ip";

    public CgiAnswer Answer(World world, CgiCall call) => IpList.Answer(world, call, "127.0.0.1");
}
