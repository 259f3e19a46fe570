using Microsoft.Extensions.Options;

namespace WecomPlatform.SampleSaas.Login;

/// <summary>The ways to log in that this site's settings allow.</summary>
internal sealed class LoginButtons(IOptions<SampleOptions> options)
{
    public IReadOnlyList<LoginButton> All { get; } = [.. Of(options.Value)];

    public LoginButton? Find(string? id) => All.FirstOrDefault(button => button.Id == id);

    private static IEnumerable<LoginButton> Of(SampleOptions site)
    {
        if (site.SuiteId is not null)
        {
            yield return new("third-party", "第三方应用 (in the client)", "thirdParty") { SuiteId = site.SuiteId };
            yield return new("third-party-private", "第三方应用, with details", "thirdParty")
            {
                SuiteId = site.SuiteId,
                Scope = "snsapi_privateinfo",
            };
        }

        if (site.LoginSuiteId is not null)
        {
            yield return new("web", "登录授权 (on the web)", "web") { SuiteId = site.LoginSuiteId };
        }

        yield return OfApp("corp-web", "企业应用 (on the web)", "corpWeb", site);
        yield return OfApp("self-built", "自建应用 (in the client)", "selfBuilt", site);
        yield return OfApp("self-built-own", "自建应用, this site's callback", "selfBuilt", site) with
        {
            Scope = "snsapi_privateinfo",
            IsHostedHere = true,
        };
        if (site is { CustomizedCorpId: not null, CustomizedAgentId: { } agent })
        {
            yield return new("customized", "代开发应用 (in the client)", "selfBuilt") { CorpId = site.CustomizedCorpId, AgentId = agent };
        }

        yield return new("provider-qr", "服务商官网扫码 (old)", "legacyQr");
        yield return OfApp("corp-qr", "企业应用扫码 (old)", "legacyQr", site);
        yield return new("juzi", "句子秒回", "juzi");
    }

    private static LoginButton OfApp(string id, string title, string flow, SampleOptions site) =>
        new(id, title, flow) { CorpId = site.CorpId, AgentId = site.AgentId };
}
