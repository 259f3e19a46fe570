using System.Globalization;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Reads a request for signatures written as a query; of several values with the same name the first counts.</summary>
internal static class SignQueryReader
{
    /// <summary>Reads the request, and the key when it stands in the query.</summary>
    /// <returns>What is wrong with the request; null when nothing is.</returns>
    public static ApiProblem? Read(ReadOnlySpan<char> query, out SignForm form, out string? key)
    {
        form = default;
        key = null;
        string? agent = null;
        string? identities = null;
        foreach (var pair in new RawQuery(query))
        {
            switch (pair.Name)
            {
                case "url":
                    form.Url ??= RawQuery.Decode(pair.Escaped);
                    break;
                case "corpId":
                    form.CorpId ??= RawQuery.Decode(pair.Escaped);
                    break;
                case "agentId":
                    agent ??= RawQuery.Decode(pair.Escaped);
                    break;
                case "suiteId":
                    form.SuiteId ??= RawQuery.Decode(pair.Escaped);
                    break;
                case "identities":
                    identities ??= RawQuery.Decode(pair.Escaped);
                    break;
                case "key":
                    key ??= RawQuery.Decode(pair.Escaped);
                    break;
            }
        }

        if (!string.IsNullOrEmpty(identities))
        {
            foreach (var range in identities.AsSpan().Split(','))
            {
                form.Add(SignIdentityNames.Parse(identities.AsSpan()[range]));
            }
        }

        if (!string.IsNullOrEmpty(agent))
        {
            if (!long.TryParse(agent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                return Problem.QueryInvalid("agentId must be a number.");
            }

            form.AgentId = number;
        }

        return null;
    }
}
