using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Support;

/// <summary>Recomputes signatures with the tickets that the simulator holds for the very app: a crossed or dead ticket does not verify.</summary>
public sealed class SignatureChecker
{
    private readonly ILookup<(string Kind, string Corp, int Agent), string> _tickets;

    private SignatureChecker(JsonNode credentials) =>
        _tickets = new[] { ("corp", "corpTickets"), ("agent", "agentTickets") }
            .SelectMany(kind => credentials[kind.Item2]!.AsArray().Select(ticket => (Kind: kind.Item1, Ticket: ticket!)))
            .ToLookup(
                entry => (entry.Kind, (string)entry.Ticket["corpId"]!, (int)entry.Ticket["agentId"]!),
                entry => (string)entry.Ticket["value"]!
            );

    /// <summary>Takes the tickets that are valid now.</summary>
    public static async Task<SignatureChecker> ReadAsync(SimulatorProcess simulator)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        return new SignatureChecker(await simulator.CredentialsAsync());
    }

    /// <summary>Checks one answer of one app with the tickets that are valid now.</summary>
    public static async Task CheckAsync(SimulatorProcess simulator, HttpAnswer answer, CorpApp app) =>
        (await ReadAsync(simulator)).Check(answer, app);

    /// <summary>The answer is a success, and both its signatures are made with a valid ticket of this app.</summary>
    public void Check(HttpAnswer answer, CorpApp app)
    {
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        foreach (var (kind, _) in answer.Json["signatures"]!.AsObject())
        {
            var tickets = _tickets[(kind, app.CorpId, app.AgentId)];
            tickets.ShouldContain(ticket => Fits(ticket, answer, kind), $"{kind} of {app.CorpId}/{app.AgentId}: {answer.Text}");
        }
    }

    /// <summary>The newest ticket of an app.</summary>
    public string Newest(string kind, CorpApp app) => _tickets[(kind, app.CorpId, app.AgentId)].Last();

    /// <summary>Whether the ticket made the answer's signature.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "SHA-1 is WeCom's choice.")]
    public static bool Fits(string ticket, HttpAnswer answer, string kind)
    {
        var json = answer.Json;
        var signed = json["signatures"]![kind]!;
        var text = $"jsapi_ticket={ticket}&noncestr={signed["nonceStr"]}&timestamp={signed["timestamp"]}&url={json["url"]}";
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.ASCII.GetBytes(text))) == (string?)signed["signature"];
    }
}
