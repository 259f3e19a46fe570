using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace WecomPlatform.SystemTests.Grpc;

/// <summary>gRPC written by hand, so that it can be wrong in any way: bytes as they are over HTTP/2.</summary>
/// <param name="address">The server.</param>
/// <param name="certificate">The hash of its certificate; null without TLS.</param>
internal sealed class GrpcCall(Uri address, string? certificate = null) : IDisposable
{
    public const string Sign = "/wecom.platform.v1.Signatures/Sign";
    public const string Batch = "/wecom.platform.v1.Signatures/SignBatch";

    private readonly HttpClient _client = new(
        new HttpClientHandler
        {
#pragma warning disable MA0039 // It takes exactly the certificate that the test made, and no other.
            ServerCertificateCustomValidationCallback = (_, shown, _, _) =>
                shown?.GetCertHashString(HashAlgorithmName.SHA256) == certificate,
#pragma warning restore MA0039
        }
    )
    {
        BaseAddress = address,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public GrpcCall(int port)
        : this(new Uri($"http://127.0.0.1:{port}")) { }

    /// <summary>A message in its frame.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame.AsSpan(5));
        return frame;
    }

    /// <summary>Sends a body and reads status and message.</summary>
    public async Task<(int Status, string? ErrorCode, string? Rule, byte[] Body)> SendAsync(
        string path,
        byte[] body,
        string? key,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
        }

        using var response = await _client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await response.Content.ReadAsByteArrayAsync();
        var status = Find(response, "grpc-status").ShouldNotBeNull();
        return (int.Parse(status, CultureInfo.InvariantCulture), Find(response, "error-code"), Find(response, "error-rule"), answer);
    }

    public void Dispose() => _client.Dispose();

    private static string? Find(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values)
            ? values.First()
            : null;
}
