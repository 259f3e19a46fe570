using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace WecomPlatform.Bare;

/// <summary>The least that a web server can do: reads the body, and answers a constant with the headers that the platform has.</summary>
public static class BareEndpoint
{
    /// <summary>Answers a request of the REST API.</summary>
    public static async Task AnswerAsync(HttpContext context, byte[] constant)
    {
        await ReadAsync(context);
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentType = "application/json";
        headers.CacheControl = "no-store";
        headers.ContentLength = constant.Length;
        await context.Response.StartAsync();
        context.Response.BodyWriter.Write(constant);
    }

    /// <summary>Answers a call by gRPC.</summary>
    public static async Task AnswerCallAsync(HttpContext context, byte[] constant)
    {
        await ReadAsync(context);
        context.Response.Headers.ContentType = "application/grpc";
        context.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers.GrpcStatus = "0";
        await context.Response.StartAsync();
        context.Response.BodyWriter.Write(constant);
    }

    private static async ValueTask ReadAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        if (!reader.TryRead(out var read))
        {
            read = await reader.ReadAsync();
        }

        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync();
        }

        reader.AdvanceTo(read.Buffer.End);
    }
}
