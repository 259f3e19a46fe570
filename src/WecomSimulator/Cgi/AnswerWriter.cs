using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WecomSimulator.Control;

namespace WecomSimulator.Cgi;

/// <summary>Writes answers in WeCom's envelope (wecom-api.md §0.1).</summary>
internal static class AnswerWriter
{
    private const int HintRandomDigits = 15;

    public static Task WriteAsync(HttpContext context, Verdict verdict)
    {
        if (verdict.Fault is { Body.Drop: true })
        {
            context.Abort();
            return Task.CompletedTask;
        }

        var response = context.Response;
        response.StatusCode = verdict.Fault?.Body.HttpStatus ?? StatusCodes.Status200OK;
        return verdict.Answer is { } answer
            ? WriteJsonAsync(response, Envelope(response, answer, verdict))
            // What stands between WeCom and its callers answers with a page, not with JSON.
            : WriteAsync(response, "text/html", $"<html><body><h1>{response.StatusCode}</h1></body></html>");
    }

    private static JsonObject Envelope(HttpResponse response, CgiAnswer answer, Verdict verdict)
    {
        var failed = answer.Errcode != ErrCode.Ok;
        if (!failed && verdict.OmitErrcode)
        {
            return answer.Fields!;
        }

        var message = failed ? Message(answer.Errcode, verdict.Call) : "ok";
        response.Headers["error-code"] = answer.Errcode.ToString(CultureInfo.InvariantCulture);
        response.Headers["error-msg"] = message;
        var body = new JsonObject();
        if (failed)
        {
            Move(answer.Fields, body);
        }

        body["errcode"] = answer.Errcode;
        body["errmsg"] = message;
        if (!failed)
        {
            Move(answer.Fields, body);
        }

        return body;
    }

    private static string Message(int errcode, CgiCall call)
    {
        var hint = $"{call.At.ToUnixTimeSeconds():D10}{RandomNumberGenerator.GetString("0123456789", HintRandomDigits)}";
        return $"{ErrCode.Text(errcode)}, hint: [{hint}], from ip: {call.Ip}, "
            + $"more info at https://open.work.weixin.qq.com/devtool/query?e={errcode}";
    }

    private static void Move(JsonObject? from, JsonObject to)
    {
        foreach (var (name, value) in from ?? [])
        {
            to[name] = value?.DeepClone();
        }
    }

    private static Task WriteJsonAsync(HttpResponse response, JsonObject body) =>
        WriteAsync(response, "application/json; charset=UTF-8", body.ToJsonString(SimJson.Options));

    private static Task WriteAsync(HttpResponse response, string contentType, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted).AsTask();
    }
}
