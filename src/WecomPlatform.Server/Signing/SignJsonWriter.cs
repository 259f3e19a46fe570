using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Wire;

namespace WecomPlatform.Server.Signing;

/// <summary>Writes answers as JSON, signing while it writes. The url goes back exactly as it was signed.</summary>
internal static class SignJsonWriter
{
    // All names, punctuation, ids' numbers, warnings and three signatures.
    private const int MaxFixed = 768;

    /// <summary>The most bytes that the answer takes.</summary>
    public static int MaxLength(in SignAnswer answer) =>
        MaxFixed
        + (
            answer.Problem is { } problem
                ? (problem.Code.Length + problem.Detail.Length + (problem.Rule?.Length ?? 0)) * SpanWriter.MaxJsonCharacter
                // Url and ids are visible ASCII: no character takes more than \" does.
                : (answer.Url.Text.Length + (answer.Call!.Corp?.Value.Length ?? 0) + (answer.Call.Suite?.Value.Length ?? 0)) * 2
        );

    /// <summary>Writes the answer, or <c>{"error":{…}}</c>.</summary>
    public static void Write(in SignAnswer answer, ref SpanWriter json)
    {
        if (answer.Problem is { } problem)
        {
            Write(problem, ref json);
            return;
        }

        var call = answer.Call!;
        json.Write("{\"url\":\""u8);
        json.WriteJson(answer.Url.Text);
        json.Write((byte)'"');
        if (call.Corp is { } corp)
        {
            json.Write(",\"corpId\":\""u8);
            json.WriteJson(corp.Value);
            json.Write((byte)'"');
        }

        if (answer.Agent is { } agent)
        {
            json.Write(",\"agentId\":"u8);
            json.Write(agent.Value);
        }

        if (call.Suite is { } suite)
        {
            json.Write(",\"suiteId\":\""u8);
            json.WriteJson(suite.Value);
            json.Write((byte)'"');
        }

        json.Write(",\"signatures\":{"u8);
        var separator = ReadOnlySpan<byte>.Empty;
        Write("\"corp\":"u8, answer.Corp, answer, ref separator, ref json);
        Write("\"agent\":"u8, answer.App, answer, ref separator, ref json);
        Write("\"suite\":"u8, answer.Login, answer, ref separator, ref json);
        json.Write((byte)'}');
        Write(answer.Url.Warnings, ref json);
        json.Write((byte)'}');
    }

    /// <summary>The most bytes that the answers of a batch take.</summary>
    public static int MaxLength(ReadOnlySpan<SignAnswer> answers)
    {
        var length = MaxFixed;
        foreach (ref readonly var answer in answers)
        {
            length += MaxLength(answer) + 1;
        }

        return length;
    }

    /// <summary>Writes a batch, <c>{"results":[…]}</c>.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int Write(ReadOnlySpan<SignAnswer> answers, Span<byte> into)
    {
        var json = new SpanWriter(into);
        json.Write("{\"results\":["u8);
        var separator = ReadOnlySpan<byte>.Empty;
        foreach (ref readonly var answer in answers)
        {
            json.Write(separator);
            Write(answer, ref json);
            separator = ","u8;
        }

        json.Write("]}"u8);
        return json.Length;
    }

    private static void Write(
        ReadOnlySpan<byte> name,
        Secret? ticket,
        in SignAnswer answer,
        ref ReadOnlySpan<byte> separator,
        ref SpanWriter json
    )
    {
        if (ticket is null)
        {
            return;
        }

        var signed = answer.Sign(ticket);
        json.Write(separator);
        json.Write(name);
        json.Write("{\"timestamp\":"u8);
        json.Write(signed.Timestamp);
        json.Write(",\"nonceStr\":\""u8);
        json.Write(signed.NonceUtf8);
        json.Write("\",\"signature\":\""u8);
        json.Write(signed.SignatureUtf8);
        json.Write("\"}"u8);
        separator = ","u8;
    }

    private static void Write(UrlWarnings warnings, ref SpanWriter json)
    {
        if (warnings == UrlWarnings.None)
        {
            return;
        }

        json.Write(",\"warnings\":["u8);
        var separator = ReadOnlySpan<byte>.Empty;
        foreach (var code in warnings.ToCodes())
        {
            json.Write(separator);
            json.Write((byte)'"');
            json.WriteJson(code);
            json.Write((byte)'"');
            separator = ","u8;
        }

        json.Write((byte)']');
    }

    private static void Write(ApiProblem problem, ref SpanWriter json)
    {
        json.Write("{\"error\":{\"code\":\""u8);
        json.WriteJson(problem.Code);
        json.Write("\",\"detail\":\""u8);
        json.WriteJson(problem.Detail);
        json.Write((byte)'"');
        if (problem.Rule is { } rule)
        {
            json.Write(",\"rule\":\""u8);
            json.WriteJson(rule);
            json.Write((byte)'"');
        }

        if (problem.AgentId is { } agent)
        {
            json.Write(",\"agentId\":"u8);
            json.Write(agent);
        }

        if (problem.RetryAfter is not null)
        {
            json.Write(",\"retryAfter\":"u8);
            json.Write(problem.RetryAfterSeconds);
        }

        json.Write("}}"u8);
    }
}
