using System.Text.Json;
using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Server.Signing;

/// <summary>Writes signatures as JSON.</summary>
internal static class SignAnswerWriter
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Answers 200 with the signatures. The url goes back exactly as it was signed.</summary>
    public static async Task WriteAsync(SignAnswer answer, HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter, s_options))
        {
            Write(answer, json);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static void Write(SignAnswer answer, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, answer.Url.Text);
        WriteIds(json, answer);
        json.WriteStartObject("signatures"u8);
        Write(json, "corp"u8, answer.CorpSignature);
        Write(json, "agent"u8, answer.AgentSignature);
        Write(json, "suite"u8, answer.SuiteSignature);
        json.WriteEndObject();
        WriteWarnings(json, answer);
        json.WriteEndObject();
    }

    /// <summary>Writes whose signatures these are.</summary>
    public static void WriteIds(Utf8JsonWriter json, SignAnswer answer)
    {
        if (answer.Corp is { } corp)
        {
            json.WriteString("corpId"u8, corp.Value);
        }

        if (answer.Agent is { } agent)
        {
            json.WriteNumber("agentId"u8, agent.Value);
        }

        if (answer.Suite is { } suite)
        {
            json.WriteString("suiteId"u8, suite.Value);
        }
    }

    /// <summary>Writes what is odd about the url, if anything is.</summary>
    public static void WriteWarnings(Utf8JsonWriter json, SignAnswer answer)
    {
        if (answer.Url.Warnings != UrlWarnings.None)
        {
            json.WriteStartArray("warnings"u8);
            foreach (var warning in answer.Url.Warnings.ToCodes())
            {
                json.WriteStringValue(warning);
            }

            json.WriteEndArray();
        }
    }

    /// <summary>Writes a signature, if there is one.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, JsSdkSignature? signature)
    {
        if (signature is not { } signed)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("timestamp"u8, signed.Timestamp);
        json.WriteString("nonceStr"u8, signed.NonceUtf8);
        json.WriteString("signature"u8, signed.SignatureUtf8);
        json.WriteEndObject();
    }
}
