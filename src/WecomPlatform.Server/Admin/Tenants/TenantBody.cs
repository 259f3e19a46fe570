using System.Text.Json;

namespace WecomPlatform.Server.Admin.Tenants;

/// <summary>What is said of a tenant.</summary>
internal sealed class TenantBody
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public bool? Enabled { get; init; }
    public JsonElement Webhook { get; init; }
    public JuziText? Juzi { get; init; }
}
