namespace WecomPlatform.Server.Hosting;

/// <summary>What makes the process a node: its clock, its logs, its web server, its way to stop.</summary>
internal static class NodeSetup
{
    public static void AddNode(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddChecked<NodeOptions>(NodeOptions.Section, options => options.Validate());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Drain>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Drain>());
    }
}
