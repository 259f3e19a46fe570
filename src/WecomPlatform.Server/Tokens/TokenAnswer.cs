using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Tokens;

/// <summary>A token, or why there is none.</summary>
/// <param name="Problem">Why there is none; null when there is one.</param>
/// <param name="AccessToken">The token.</param>
/// <param name="ExpiresIn">The seconds that it still lives.</param>
/// <param name="Version">Names this value when it is reported dead.</param>
internal readonly record struct TokenAnswer(ApiProblem? Problem, Secret? AccessToken, long ExpiresIn, long Version)
{
    public static TokenAnswer Refuse(ApiProblem problem) => new(problem, null, 0, 0);
}
