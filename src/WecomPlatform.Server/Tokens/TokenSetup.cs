namespace WecomPlatform.Server.Tokens;

/// <summary>Tokens for backends.</summary>
internal static class TokenSetup
{
    public static void AddTokens(this IServiceCollection services) => services.AddSingleton<TokenService>();
}
