using System.Text.Json.Nodes;
using WecomSimulator.Client;
using WecomSimulator.Control;

namespace WecomSimulator.Suites;

/// <summary>Turns the body of a PUT into a suite.</summary>
internal static class SuiteInput
{
    private const int MaxTokenLength = 32;
    private const int EncodingAesKeyLength = 43;

    /// <summary>The suite as it will be: <paramref name="existing"/> with the fields of <paramref name="patch"/> replaced.</summary>
    public static Suite Apply(World world, string suiteId, Suite? existing, JsonObject patch)
    {
        if (existing is null && !(patch.ContainsKey("secret") && patch.ContainsKey("providerCorpId")))
        {
            throw SimProblem.BadBody("a new suite needs secret and providerCorpId");
        }

        var merged = SimBody.Merge(existing ?? new Suite { Secret = "", ProviderCorpId = "" }, patch) with
        {
            Id = suiteId,
            Since = existing?.Since ?? world.Now,
        };
        Check(world, merged);
        return merged;
    }

    private static void Check(World world, Suite suite)
    {
        if (suite.Secret.Length == 0)
        {
            throw SimProblem.BadBody("a secret is not empty");
        }

        if (world.Suites.FindProvider(suite.ProviderCorpId) is null)
        {
            throw SimProblem.Unknown("provider_unknown", $"no provider '{suite.ProviderCorpId}': PUT /_sim/providers/… makes one");
        }

        if (suite.Kind == SuiteKind.Template != suite.Id.StartsWith("dk", StringComparison.Ordinal))
        {
            throw SimProblem.BadBody("templates' ids begin with dk, and no others do");
        }

        if (suite.Token is { } token && (token.Length is 0 or > MaxTokenLength || !token.All(char.IsAsciiLetterOrDigit)))
        {
            throw SimProblem.BadBody("token is 1 to 32 letters and digits");
        }

        if (suite.EncodingAesKey is { } key && (key.Length != EncodingAesKeyLength || !key.All(char.IsAsciiLetterOrDigit)))
        {
            throw SimProblem.BadBody("encodingAesKey is 43 letters and digits");
        }

        CheckUrl(suite, suite.CommandUrl);
        CheckUrl(suite, suite.DataUrl);
        if (suite.TrustedDomains.FirstOrDefault(domain => TrustedDomain.Normalize(domain) is null) is { } badDomain)
        {
            throw SimProblem.BadBody($"'{badDomain}' is no domain (a host without scheme, port or path)");
        }
    }

    private static void CheckUrl(Suite suite, string? url)
    {
        if (url is null)
        {
            return;
        }

        if (suite.Token is null || suite.EncodingAesKey is null)
        {
            throw SimProblem.BadBody("a callback needs token and encodingAesKey");
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
        {
            throw SimProblem.BadBody($"'{url}' is no http(s) URL");
        }
    }
}
