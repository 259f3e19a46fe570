using System.Text.Json.Serialization;
using WecomPlatform.SampleSaas;
using WecomPlatform.SampleSaas.Login;

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // codes stand in urls
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);
builder.Services.AddOptions<SampleOptions>().BindConfiguration(SampleOptions.Section).ValidateDataAnnotations().ValidateOnStart();

builder.Services.AddLogin();

var app = builder.Build();
app.UseStaticFiles();
app.MapGet("/healthz", () => "ok");
app.MapSettings();
app.MapLogin();
await app.RunAsync();
