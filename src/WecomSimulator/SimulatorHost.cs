using WecomSimulator.Authorizations;
using WecomSimulator.Callbacks;
using WecomSimulator.Calls;
using WecomSimulator.Cgi;
using WecomSimulator.Client;
using WecomSimulator.Control;
using WecomSimulator.Corps;
using WecomSimulator.Credentials;
using WecomSimulator.Faults;
using WecomSimulator.Limits;
using WecomSimulator.Login;
using WecomSimulator.Pages;
using WecomSimulator.People;
using WecomSimulator.Settings;
using WecomSimulator.State;
using WecomSimulator.Suites;

namespace WecomSimulator;

/// <summary>WeCom (企业微信), imitated over HTTP: <c>/cgi-bin</c> and pages as WeCom has them, <c>/_sim</c> to steer and watch it.</summary>
public static class SimulatorHost
{
    private const string DefaultUrl = "http://127.0.0.1:8070";

    private static readonly Dictionary<string, string> Switches = new(StringComparer.Ordinal) { ["--state"] = "Simulator:StateFile" };

    /// <summary>Builds the simulator without starting it.</summary>
    /// <param name="args"><c>--urls URL</c> (default <c>http://127.0.0.1:8070</c>), <c>--state FILE</c> (default: nothing is kept).</param>
    /// <param name="clock">Whose time it lives by; the system's when absent.</param>
    public static WebApplication Build(string[] args, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Configuration.AddCommandLine(args, Switches);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(builder.Configuration["Simulator:Urls"] ?? DefaultUrl);
        }

        builder.Services.ConfigureHttpJsonOptions(json => SimJson.Apply(json.SerializerOptions));
        builder.Services.AddSingleton(new World(clock ?? TimeProvider.System));
        builder.Services.AddStateFile(builder.Configuration["Simulator:StateFile"]);
        builder.Services.AddCallbacks();

        var app = builder.Build();
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapCgi();
        app.MapPages();
        app.MapLoginPages();

        var sim = app.MapSim();
        sim.MapCorps();
        sim.MapAgents();
        sim.MapPeople();
        sim.MapProviders();
        sim.MapSuites();
        sim.MapAuthorizations();
        sim.MapCallbacks();
        sim.MapCredentials();
        sim.MapSettings();
        sim.MapLimits();
        sim.MapFaults();
        sim.MapCalls();
        sim.MapClient();
        return app;
    }
}
