using System.Text.Json.Nodes;
using WecomSimulator.Callbacks;
using WecomSimulator.Client;
using WecomSimulator.Control;
using WecomSimulator.Login;

namespace WecomSimulator.Suites;

/// <summary>Turns the body of a PUT into a suite.</summary>
internal static class SuiteInput
{
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

        CallbackInput.Check(suite.CommandUrl, suite.Token, suite.EncodingAesKey);
        CallbackInput.Check(suite.DataUrl, suite.Token, suite.EncodingAesKey);
        if ((suite.CommandUrl ?? suite.DataUrl) is not null && (suite.Token is null || suite.EncodingAesKey is null))
        {
            throw SimProblem.BadBody("a callback needs token and encodingAesKey");
        }

        if (suite.TrustedDomains.FirstOrDefault(domain => TrustedDomain.Normalize(domain) is null) is { } badDomain)
        {
            throw SimProblem.BadBody($"'{badDomain}' is no domain (a host without scheme, port or path)");
        }

        if (suite.RedirectDomains?.FirstOrDefault(domain => !RedirectDomain.IsValid(domain)) is { } badRedirect)
        {
            throw SimProblem.BadBody($"'{badRedirect}' is no host");
        }
    }
}
