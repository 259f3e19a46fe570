using WecomSimulator.Authorizations;
using WecomSimulator.Cgi;
using WecomSimulator.Service;
using WecomSimulator.Suites;

namespace WecomSimulator.Pages;

/// <summary>/3rdapp/install: installing from the provider's site (wecom-api.md §6.1). Pushes no create_auth.</summary>
internal static class InstallPage
{
    private const int MaxStateLength = 128;

    public static IResult Show(HttpRequest request, World world)
    {
        lock (world.Gate)
        {
            return Refusal(world, request.Query) is { } refusal
                ? Html.Error(refusal)
                : Html.Page(Suite(world, request.Query)!.Name, Html.AuthorizeForm(world));
        }
    }

    public static async Task<IResult> AuthorizeAsync(HttpRequest request, World world)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        lock (world.Gate)
        {
            var query = request.Query;
            if (Refusal(world, query) is { } refusal)
            {
                return Html.Error(refusal);
            }

            if (world.Corps.Find(form["corp"]) is not { } corp)
            {
                return Html.Error("unknown corp");
            }

            var state = (string?)query["state"];
            world.Credentials.Find(query["pre_auth_code"]!)!.RevokedAt = world.Now;
            var authCode = Authorizer.Create(world, Suite(world, query)!, corp.Id, state);
            var redirectUri = (string)query["redirect_uri"]!;
            var separator = redirectUri.Contains('?') ? '&' : '?';
            return Results.Redirect(
                $"{redirectUri}{separator}auth_code={authCode.Value}&expires_in={world.Settings.AuthCodeExpiresIn}&state={state}"
            );
        }
    }

    private static Suite? Suite(World world, IQueryCollection query) => world.Suites.Find(query["suite_id"]);

    private static string? Refusal(World world, IQueryCollection query)
    {
        if (Suite(world, query) is not { } suite)
        {
            return "invalid suite_id";
        }

        var preAuthCode = (string?)query["pre_auth_code"];
        var errcode = PreAuthCodes.Check(world, suite, preAuthCode, world.Now);
        if (errcode != ErrCode.Ok)
        {
            return ErrCode.Text(errcode);
        }

        if (
            !Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out var redirectUri)
            || redirectUri.Scheme is not ("http" or "https")
            || suite.InstallDomain is { } domain && redirectUri.Authority != domain
        )
        {
            return "invalid redirect_uri";
        }

        if ((string?)query["state"] is { } state && (state.Length > MaxStateLength || !state.All(char.IsAsciiLetterOrDigit)))
        {
            return "invalid state";
        }

        return suite.Published || world.Installs.IsTest(preAuthCode!) ? null : "the suite is not published: auth_type 1 tests it";
    }
}
