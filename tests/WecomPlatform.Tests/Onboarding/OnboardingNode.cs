using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WecomPlatform.Server.Admin;
using WecomPlatform.Server.Callbacks;
using WecomPlatform.Server.Database;
using WecomPlatform.Server.Forwarding;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Login;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Server.Owners;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Signing;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.Tests.Onboarding;

/// <summary>A node in this process, so that a test can hand it events itself and decide what becomes of them.</summary>
internal sealed class OnboardingNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OnboardingNode(WebApplication app, RecordedNotices notices, PlatformSecrets secrets)
    {
        _app = app;
        Notices = notices;
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        Admin = new AdminClient(Client, secrets.AdminKey);
    }

    public RecordedNotices Notices { get; }

    public HttpClient Client { get; }

    public AdminClient Admin { get; }

    public IMediator Mediator => Get<IMediator>();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<OnboardingNode> StartAsync(
        string connectionString,
        Uri wecom,
        IReadOnlyDictionary<string, string?>? options = null
    )
    {
        var secrets = PlatformSecrets.Generate();
        var notices = new RecordedNotices();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:Platform"] = connectionString,
                ["Sealing:ActiveKey"] = "k1",
                ["Sealing:Keys:k1"] = secrets.SealingKey,
                ["Admin:Key"] = secrets.AdminKey,
                ["Wecom:BaseUrl"] = wecom.OriginalString,
                ["Suites:InstallPage"] = new Uri(wecom, "/3rdapp/install").AbsoluteUri,
                ["Suites:SweepInterval"] = "00:00:01",
            }
        );
        builder.Configuration.AddInMemoryCollection(options ?? new Dictionary<string, string?>());
        builder.AddNode();
        builder.AddDatabase();
        builder.AddOwners();
        builder.Services.AddSigning();
        builder.Services.AddCallbacks();
        builder.Services.AddForwarding();
        builder.Services.AddOnboarding();
        builder.Services.AddLogin();
        builder.Services.AddAdmin();
        builder.Services.AddSingleton<ITenantNotices>(notices);
        var app = builder.Build();
        app.UseMiddleware<ProblemMiddleware>();
        app.MapSignatures();
        app.MapOnboarding();
        app.MapAdmin();
        await app.StartAsync();
        return new OnboardingNode(app, notices, secrets);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
