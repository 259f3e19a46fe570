using System.Text.Json.Nodes;
using WecomSimulator.Control;
using WecomSimulator.Suites;

namespace WecomSimulator.Callbacks;

internal static class CallbackEndpoints
{
    public static void MapCallbacks(this RouteGroupBuilder sim)
    {
        sim.MapPost("/suites/{suiteId}/push", PushAsync);
        sim.MapPost("/suites/{suiteId}/verify", VerifySuiteAsync);
        sim.MapPost("/suites/{suiteId}/events", SendOfSuiteAsync);
        sim.MapPost("/callbacks/verify", VerifyAsync);
        sim.MapPost("/callbacks/events", SendAsync);
        sim.MapGet("/pushes", Log);
        sim.MapDelete("/pushes", Clear);
    }

    /// <summary>刷新ticket of the provider's console: a new suite_ticket, now (wecom-api.md §5.1).</summary>
    private static async Task<object> PushAsync(string suiteId, World world, CallbackSender sender, CancellationToken ct) =>
        await sender.TicketAsync(Suite(world, suiteId), ct)
        ?? throw SimProblem.Conflict("callback_missing", $"'{suiteId}' has no command URL");

    private static async Task<object> VerifySuiteAsync(string suiteId, World world, CallbackSender sender, CancellationToken ct)
    {
        var suite = Suite(world, suiteId);
        return new
        {
            command = suite.CommandUrl is { } command ? await sender.VerifyAsync(CallbackTarget.Verification(suite, command), ct) : null,
            data = suite.DataUrl is { } data ? await sender.VerifyAsync(CallbackTarget.Verification(suite, data), ct) : null,
        };
    }

    private static async Task<object> VerifyAsync(HttpRequest request, CallbackSender sender, CancellationToken ct)
    {
        var target = await SimBody.ReadAsync<CallbackTarget>(request);
        CallbackInput.Check(target.Url, target.Token, target.EncodingAesKey);
        return await sender.VerifyAsync(target, ct);
    }

    private static async Task<object> SendOfSuiteAsync(
        string suiteId,
        HttpRequest request,
        World world,
        CallbackSender sender,
        CancellationToken ct
    )
    {
        var body = await SimBody.ReadAsync<EventBody>(request);
        body.Check();
        var suite = Suite(world, suiteId);
        var now = world.Now.ToUnixTimeSeconds();
        if (body.To == CallbackKind.Command)
        {
            Default(body.Fields, "SuiteId", suite.Id);
            Default(body.Fields, "TimeStamp", now);
            return await DeliverAsync(body, CallbackTarget.Command(suite), world, sender, ct);
        }

        var corpId = body.CorpId ?? throw SimProblem.BadBody("a data callback needs corpId");
        Default(body.Fields, "ToUserName", corpId);
        Default(body.Fields, "CreateTime", now);
        Default(body.Fields, "MsgType", "event");
        return await DeliverAsync(body, CallbackTarget.Data(suite, corpId, body.AgentId ?? ""), world, sender, ct);
    }

    /// <summary>To anybody: an app's own callback, or a provider's, which no suite is part of.</summary>
    private static async Task<object> SendAsync(HttpRequest request, World world, CallbackSender sender, CancellationToken ct)
    {
        var body = await SimBody.ReadAsync<EventBody>(request);
        body.Check();
        return body is { Url: { } url, Token: { } token, EncodingAesKey: { } key, ReceiveId: { } receiveId }
            ? await DeliverAsync(body, new CallbackTarget(url, token, key, receiveId, ToUserName: receiveId), world, sender, ct)
            : throw SimProblem.BadBody("a callback of no suite needs url, token, encodingAesKey and receiveId");
    }

    private static async Task<object> DeliverAsync(
        EventBody body,
        CallbackTarget target,
        World world,
        CallbackSender sender,
        CancellationToken ct
    )
    {
        if (body.DelayMs > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(body.DelayMs), world.Clock, ct);
        }

        return new { deliveries = await sender.SendAsync(body.Over(target), body, ct) };
    }

    private static void Default(JsonObject? fields, string name, JsonNode value)
    {
        // A field that a test names with null stays out.
        if (fields is not null && !fields.ContainsKey(name))
        {
            fields[name] = value;
        }
    }

    private static Suite Suite(World world, string suiteId)
    {
        lock (world.Gate)
        {
            return SuiteEndpoints.Find(world, suiteId);
        }
    }

    private static List<PushRecord> Log(World world, long since = 0)
    {
        lock (world.Gate)
        {
            return world.Pushes.Log(since);
        }
    }

    private static IResult Clear(World world)
    {
        lock (world.Gate)
        {
            world.Pushes.Clear();
            return Results.NoContent();
        }
    }
}
