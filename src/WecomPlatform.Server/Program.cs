using WecomPlatform.Server.Admin;
using WecomPlatform.Server.ApiDocs;
using WecomPlatform.Server.Callbacks;
using WecomPlatform.Server.Database;
using WecomPlatform.Server.Forwarding;
using WecomPlatform.Server.Grpc;
using WecomPlatform.Server.Health;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Jssdk;
using WecomPlatform.Server.Login;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Server.Owners;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Signing;
using WecomPlatform.Server.Tokens;

try
{
    var builder = WebApplication.CreateSlimBuilder(args);
    builder.AddNode();
    builder.AddDatabase();
    builder.AddOwners();
    builder.Services.AddSigning();
    builder.Services.AddTokens();
    builder.AddGrpc();
    builder.Services.AddCallbacks();
    builder.Services.AddForwarding();
    builder.Services.AddOnboarding();
    builder.Services.AddLogin();
    builder.Services.AddAdmin();
    builder.Services.AddApiDocs();

    var app = builder.Build();
    app.CheckOptions();
    app.UseGrpc();
    app.UseDrain();
    app.UseMiddleware<ProblemMiddleware>();
    app.UseSignatures();
    app.UseRouting();
    app.MapHealth();
    app.MapMetrics();
    app.MapSignatures();
    app.MapJssdk();
    app.MapTokens();
    app.MapCallbacks();
    app.MapOnboarding();
    app.MapLogin();
    app.MapAdmin();
    app.MapApiDocs();
    await app.RunAsync();
    return 0;
}
catch (Exception error) when (Misconfiguration.Find(error) is { Count: > 0 } faults)
{
    return Misconfiguration.Tell(faults);
}
