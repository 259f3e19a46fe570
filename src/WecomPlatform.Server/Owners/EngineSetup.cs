using WecomPlatform.Credentials.Owners;
#if ORLEANS
using WecomPlatform.Grains.Hosting;
using WecomPlatform.Server.Database;
using WecomPlatform.Server.Hosting;
#else
using Microsoft.Extensions.Options;
#endif

namespace WecomPlatform.Server.Owners;

/// <summary>Chooses the engine of the owners.</summary>
internal static class EngineSetup
{
    /// <summary>To be called last: an engine's silo stops first, while what its grains need is still there.</summary>
    public static void AddEngine(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<RoutedCalls>();
        services.AddSingleton<ICredentialOwners>(provider => provider.GetRequiredService<LocalCredentialOwners>());
        if (builder.Configuration.GetSection(OwnersOptions.Section).Get<OwnersOptions>()?.Engine == OwnersEngine.Orleans)
        {
            AddOrleans(builder);
        }
    }

#if ORLEANS
    private static void AddOrleans(WebApplicationBuilder builder)
    {
        var node = builder.Configuration.GetSection(NodeOptions.Section).Get<NodeOptions>() ?? new NodeOptions();
        var database = builder.Configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        // What is wrong with it is told with everything else that is wrong.
        var text = database.Validate().Any() ? string.Empty : DatabaseSource.TextForOrleans(database.Platform);
        builder.Services.AddGrainOwners(builder.Configuration, new GrainStore(text, node.Name));
    }
#else
    private static void AddOrleans(WebApplicationBuilder _) =>
        throw new OptionsValidationException(
            OwnersOptions.Section,
            typeof(OwnersOptions),
            [
                "Owners:Engine is orleans, and this build is without Orleans. Build with the property Orleans true (dotnet build -p:Orleans=true), or set Owners:Engine to postgres.",
            ]
        );
#endif
}
