using WecomPlatform.Postgres.Login;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Login.Identity;
using WecomPlatform.Server.Login.Keys;
using WecomPlatform.Server.Login.Sessions;
using WecomPlatform.Wecom.Juzi;
using WecomPlatform.Wecom.Login;

namespace WecomPlatform.Server.Login;

/// <summary>How members log in.</summary>
internal static class LoginSetup
{
    public static void AddLogin(this IServiceCollection services)
    {
        services.AddChecked<LoginOptions>(LoginOptions.Section, options => options.Validate());
        services.AddChecked<JuziOptions>(JuziOptions.Section, options => options.Validate());
        services.AddSingleton<LoginSessionStore>();
        services.AddSingleton<IssuedCodeStore>();
        services.AddSingleton<SigningKeyStore>();
        services.AddSingleton<LoginHostStore>();
        services.AddSingleton<VerificationFileStore>();
        services.AddSingleton<JuziAllowListStore>();
        services.AddSingleton<LoginApi>();
        services.AddSingleton<JuziApi>();

        services.AddSingleton<LoginCounters>();
        services.AddSingleton<LoginTargets>();
        services.AddSingleton<LoginUrls>();
        services.AddSingleton<JuziIdentity>();
        services.AddSingleton<IdentityExchange>();
        services.AddSingleton<LoginSessions>();
        services.AddSingleton<LoginStart>();
        services.AddSingleton<LoginCallback>();
        services.AddSingleton<LoginExchange>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<IdTokens>();
        services.AddHostedService<LoginSweep>();
    }
}
