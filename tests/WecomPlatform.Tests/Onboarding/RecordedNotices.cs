using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Server.Forwarding;

namespace WecomPlatform.Tests.Onboarding;

/// <summary>A tenant's webhook that remembers what it was told.</summary>
internal sealed class RecordedNotices : ITenantNotices
{
    private readonly ConcurrentQueue<(string Type, string? Corp, JsonObject Data)> _all = new();

    public IReadOnlyList<string> Types => [.. _all.Select(notice => notice.Type)];

    public string Text => string.Join('\n', _all.Select(notice => $"{notice.Type} {notice.Corp} {notice.Data.ToJsonString()}"));

    public JsonObject Single(string type) => _all.Single(notice => notice.Type == type).Data;

    public int Count(string type) => _all.Count(notice => notice.Type == type);

    public void Clear() => _all.Clear();

    public Task SendAsync(TenantId tenant, string type, CorpId? corp, JsonObject data, CancellationToken ct)
    {
        _all.Enqueue((type, corp?.Value, data));
        return Task.CompletedTask;
    }
}
