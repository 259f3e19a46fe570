using WecomPlatform.Credentials.Signing;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin;

/// <summary>Trusted domains (可信域名) as the admin API takes them.</summary>
internal static class DomainsText
{
    private const int Max = 100;

    public static bool TryRead(string?[]? texts, out IReadOnlyList<TrustedDomain> domains, out ApiProblem? problem)
    {
        domains = [];
        if (texts is { Length: > Max })
        {
            problem = Problem.BodyInvalid($"There may be at most {Max} trusted domains.");
            return false;
        }

        var read = new List<TrustedDomain>();
        foreach (var text in texts ?? [])
        {
            if (!TrustedDomain.TryParse(text, out var domain))
            {
                problem = Problem.BodyInvalid("trustedDomains holds host names: no scheme, port, path or wildcard.");
                return false;
            }

            read.Add(domain);
        }

        domains = [.. read.Distinct()];
        problem = null;
        return true;
    }
}
