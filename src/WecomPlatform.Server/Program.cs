using WecomPlatform.Server.Admin;
using WecomPlatform.Server.Callbacks;
using WecomPlatform.Server.Database;
using WecomPlatform.Server.Forwarding;
using WecomPlatform.Server.Health;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Owners;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Signing;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddNode();
builder.AddDatabase();
builder.Services.AddOwners();
builder.Services.AddSigning();
builder.Services.AddCallbacks();
builder.Services.AddForwarding();
builder.Services.AddAdmin();

var app = builder.Build();
app.UseDrain();
app.UseMiddleware<ProblemMiddleware>();
app.MapHealth();
app.MapMetrics();
app.MapSignatures();
app.MapCallbacks();
app.MapAdmin();
await app.RunAsync();
