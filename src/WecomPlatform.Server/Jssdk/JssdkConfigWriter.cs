using System.Text.Encodings.Web;
using System.Text.Json;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Jssdk;

/// <summary>Writes signatures under the names that WeCom's page SDKs give them.</summary>
internal static class JssdkConfigWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers 200 with the arguments.</summary>
    public static async Task WriteAsync(JssdkRequest request, SignAnswer answer, HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter, s_options))
        {
            json.WriteStartObject();
            if (request.Format == JssdkFormat.Ww)
            {
                WriteRegister(json, request, answer);
            }
            else
            {
                WriteConfig(json, request, answer);
            }

            WriteWarnings(json, answer.Url.Warnings);
            json.WriteEndObject();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    // ww.register: ids, and what each callback returns.
    private static void WriteRegister(Utf8JsonWriter json, JssdkRequest request, SignAnswer answer)
    {
        WriteIds(json, answer);
        WriteNames(json, request);
        WriteCallback(json, "getConfigSignature"u8, answer, answer.Corp);
        WriteCallback(json, "getAgentConfigSignature"u8, answer, answer.App);
        WriteCallback(json, "getSuiteConfigSignature"u8, answer, answer.Login);
    }

    // wx.config and wx.agentConfig: beta because calls by wx.invoke do not work without (OD 90547).
    private static void WriteConfig(Utf8JsonWriter json, JssdkRequest request, SignAnswer answer)
    {
        json.WriteStartObject("config"u8);
        json.WriteBoolean("beta"u8, true);
        json.WriteBoolean("debug"u8, request.Debug);
        json.WriteString("appId"u8, request.AppId ?? answer.Call!.Corp!.Value.Value);
        WriteSignature(json, answer.Sign(answer.Corp!));
        WriteNames(json, request);
        json.WriteEndObject();
        if (answer.App is not { } ticket)
        {
            return;
        }

        json.WriteStartObject("agentConfig"u8);
        json.WriteString("corpid"u8, answer.Call!.Corp!.Value.Value);
        json.WriteNumber("agentid"u8, answer.Agent!.Value.Value);
        WriteSignature(json, answer.Sign(ticket));
        WriteNames(json, request);
        json.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter json, SignAnswer answer)
    {
        if (answer.Call!.Corp is { } corp)
        {
            json.WriteString("corpId"u8, corp.Value);
        }

        if (answer.Agent is { } agent)
        {
            json.WriteNumber("agentId"u8, agent.Value);
        }

        if (answer.Call.Suite is { } suite)
        {
            json.WriteString("suiteId"u8, suite.Value);
        }
    }

    private static void WriteCallback(Utf8JsonWriter json, ReadOnlySpan<byte> name, SignAnswer answer, Secret? ticket)
    {
        if (ticket is not null)
        {
            json.WriteStartObject(name);
            WriteSignature(json, answer.Sign(ticket));
            json.WriteEndObject();
        }
    }

    private static void WriteWarnings(Utf8JsonWriter json, UrlWarnings warnings)
    {
        if (warnings == UrlWarnings.None)
        {
            return;
        }

        json.WriteStartArray("warnings"u8);
        foreach (var warning in warnings.ToCodes())
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, JssdkRequest request)
    {
        json.WriteStartArray("jsApiList"u8);
        foreach (var name in request.JsApiList)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static void WriteSignature(Utf8JsonWriter json, JsSdkSignature signed)
    {
        json.WriteNumber("timestamp"u8, signed.Timestamp);
        json.WriteString("nonceStr"u8, signed.NonceUtf8);
        json.WriteString("signature"u8, signed.SignatureUtf8);
    }
}
