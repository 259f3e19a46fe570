using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Keys;

/// <summary>What keys may do.</summary>
internal static class Scopes
{
    /// <summary>Sign pages. Keys have it unless they are made with other scopes.</summary>
    public const string Sign = "sign";

    /// <summary>Get an app's access_token.</summary>
    public const string CorpToken = "token:corp";

    /// <summary>Get a suite's suite_access_token.</summary>
    public const string SuiteToken = "token:suite";

    /// <summary>Get the provider's provider_access_token.</summary>
    public const string ProviderToken = "token:provider";

    /// <summary>All scopes that a key can be given.</summary>
    public static readonly string[] All = [Sign, CorpToken, SuiteToken, ProviderToken];

    /// <summary>Whether a key may do something.</summary>
    /// <returns>Null when it may.</returns>
    public static ApiProblem? CheckScope(this ApiKeyRecord key, string scope)
    {
        for (var i = 0; i < key.Scopes.Count; i++)
        {
            if (key.Scopes[i] == scope)
            {
                return null;
            }
        }

        return Problem.ScopeMissing($"This key lacks the scope \"{scope}\".");
    }
}
