using System.Net.Http.Headers;
using System.Text.Json;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Platform;

/// <summary>Requests exactly as a test writes them: nothing normalises the path and query or looks at the body.</summary>
internal static class NodeRequests
{
    private static readonly UriCreationOptions s_asIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static Task<HttpAnswer> GetAsync(
        this NodeProcess node,
        string path,
        string? bearer = null,
        params (string Name, string Value)[] headers
    ) => node.SendAsync(HttpMethod.Get, path, bearer, content: null, headers);

    /// <summary><c>GET /v1/signatures</c> with each value escaped as a page does it (encodeURIComponent).</summary>
    public static Task<HttpAnswer> GetSignatureAsync(
        this NodeProcess node,
        object query,
        string? bearer = null,
        params (string Name, string Value)[] headers
    ) => node.GetAsync("/v1/signatures?" + Query(query), bearer, headers);

    /// <summary><c>POST /v1/signatures</c> with this body, whatever it is.</summary>
    public static Task<HttpAnswer> PostSignatureAsync(this NodeProcess node, string? bearer, HttpContent content) =>
        node.SendAsync(HttpMethod.Post, "/v1/signatures", bearer, content);

    public static Task<HttpAnswer> PostSignatureAsync(this NodeProcess node, string? bearer, string json) =>
        node.PostSignatureAsync(bearer, new StringContent(json, new MediaTypeHeaderValue("application/json")));

    public static async Task<HttpAnswer> SendAsync(
        this NodeProcess node,
        HttpMethod method,
        string path,
        string? bearer,
        HttpContent? content,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(node.BaseAddress.GetLeftPart(UriPartial.Authority) + path, s_asIs));
        request.Content = content;
        if (bearer is not null)
        {
            request.Headers.Authorization = new("Bearer", bearer);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
        }

        using var response = await node.Client.SendAsync(request);
        return new HttpAnswer(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response
                .Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase)
        );
    }

    private static string Query(object query) =>
        string.Join(
            '&',
            query
                .GetType()
                .GetProperties()
                .Where(property => property.GetValue(query) is not null)
                .Select(property =>
                    $"{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}={Uri.EscapeDataString(property.GetValue(query)!.ToString()!)}"
                )
        );
}
