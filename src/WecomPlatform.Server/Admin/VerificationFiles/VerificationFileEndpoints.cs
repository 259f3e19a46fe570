using System.Diagnostics.CodeAnalysis;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Server.Admin.LoginHosts;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.VerificationFiles;

/// <summary><c>/admin/v1/tenants/{t}/verification-files</c>: <c>WW_verify_….txt</c> at the root of a host.</summary>
internal static class VerificationFileEndpoints
{
    private const int MaxBody = 16 * 1024;
    private const int MaxContent = 1024;
    private const int MaxName = 100;
    private const string Prefix = "WW_verify_";
    private const string Suffix = ".txt";

    public static void MapVerificationFiles(this RouteGroupBuilder admin)
    {
        admin.MapGet("/tenants/{t}/verification-files", ListAsync);
        admin.MapPut("/tenants/{t}/verification-files", PutAsync);
        admin.MapPost("/tenants/{t}/verification-files", PutAsync);
        admin.MapDelete("/tenants/{t}/verification-files", RemoveAsync);
    }

    private static Task<IResult> ListAsync([AsParameters] TenantListing listing, VerificationFileStore files) =>
        listing.AnswerAsync(files.ListAsync, VerificationFileView.Of, file => $"{file.Host}/{file.Name}");

    private static async Task<IResult> PutAsync(string t, HttpContext context, VerificationFileStore files)
    {
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.VerificationFileBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (
            !HostText.TryRead(body!.Host, out var host)
            || !IsName(body.Name)
            || body.Content is not { Length: > 0 and <= MaxContent } content
            || content.AsSpan().ContainsAnyExceptInRange(' ', '~')
        )
        {
            return Problem.BodyInvalid(
                "A verification file has a host (with a port where it is not the scheme's own), a name WW_verify_….txt of letters and digits, and a content of one line in ASCII, as WeCom's console gives it."
            );
        }

        if (!TenantId.TryParse(t, out var tenant))
        {
            return Problem.TenantUnknown();
        }

        var file = new VerificationFile(tenant, host, body.Name, content);
        return await files.PutAsync(file, context.RequestAborted)
            ? Results.Ok(VerificationFileView.Of(file))
            : new ApiProblem(409, "file_taken", "There is no such tenant, or the file is another tenant's.");
    }

    private static async Task<IResult> RemoveAsync(
        string t,
        string? host,
        string? name,
        VerificationFileStore files,
        CancellationToken ct
    ) =>
        TenantId.TryParse(t, out var tenant)
        && HostText.TryRead(host, out var site)
        && name is not null
        && await files.RemoveAsync(tenant, site, name, ct)
            ? Results.NoContent()
            : new ApiProblem(404, "file_unknown", "This tenant has no such file. Name it in ?host= and ?name=.");

    private static bool IsName([NotNullWhen(true)] string? name) =>
        name is { Length: > 14 and <= MaxName }
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(Suffix, StringComparison.Ordinal)
        && name[Prefix.Length..^Suffix.Length].All(char.IsAsciiLetterOrDigit);
}
