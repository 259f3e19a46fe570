using System.Text.Json.Nodes;
using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether the page's host is a trusted domain (可信域名) of the app, or below one.</summary>
internal sealed class DomainCheck : ICheck
{
    private const string Advice =
        "Add the domain in WeCom's console (应用 → 网页授权及JS-SDK → 可信域名), and here: wecom agents put … --trusted-domain (say all of them).";

    public string Name => "domain";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct)
    {
        if (examination.Input.Page is not { } page || !PageUrl.TryParse(page, out var url, out _))
        {
            return Finding.Skipped("No page with a usable url was named.");
        }

        var host = url.Host.ToString();
        if (await examination.SignedAsync() is { IsSuccess: false, Code: "url_not_trusted" } refused)
        {
            return Finding.Wrong(refused.Code, refused.Detail, Advice);
        }

        var known = new[] { await examination.AgentAsync(), await examination.SuiteAsync() }
            .Where(answer => answer is { IsSuccess: true })
            .ToList();
        if (known.Count == 0)
        {
            return Finding.Skipped("The platform was not asked for the app's domains.");
        }

        var domains = known.SelectMany(answer => answer!.Json?["trustedDomains"]?.AsArray() ?? []).Select(Text).OfType<string>().ToList();
        return domains.Count == 0
                ? Finding.Warning(
                    "no_trusted_domains",
                    "The platform knows no trusted domain of the app, so it signs any page; WeCom's client opens only those of its console.",
                    Advice
                )
            : domains.Any(domain => TrustedDomain.TryParse(domain, out var trusted) && trusted.Covers(host))
                ? Finding.Ok($"{host} is trusted ({string.Join(", ", domains)}).")
            : Finding.Wrong("url_not_trusted", $"{host} is not among the app's trusted domains: {string.Join(", ", domains)}.", Advice);
    }

    private static string? Text(JsonNode? node) => node?.ToString();
}
