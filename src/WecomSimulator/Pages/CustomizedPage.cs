using WecomSimulator.Authorizations;
using WecomSimulator.Callbacks;
using WecomSimulator.Suites;

namespace WecomSimulator.Pages;

/// <summary>Where get_customized_auth_url's QR leads: a corp authorizes templates, and each gets its create_auth (wecom-api.md §5.12).</summary>
internal static class CustomizedPage
{
    public static IResult Show(HttpRequest request, World world)
    {
        lock (world.Gate)
        {
            if (Find(world, request.Query) is not { } invitation)
            {
                return Html.Error("invalid or expired");
            }

            var templates = Templates(world, invitation).Select(suite => $"<li>{Html.Text(suite.Name)} ({Html.Text(suite.Id)})</li>");
            return Html.Page("代开发应用授权", $"<ul id=\"templates\">{string.Concat(templates)}</ul>{Html.AuthorizeForm(world)}");
        }
    }

    public static async Task<IResult> AuthorizeAsync(HttpRequest request, World world, CallbackSender sender)
    {
        var ct = request.HttpContext.RequestAborted;
        var form = await request.ReadFormAsync(ct);
        List<Func<Task>> pushes = [];
        lock (world.Gate)
        {
            if (Find(world, request.Query) is not { } invitation)
            {
                return Html.Error("invalid or expired");
            }

            if (world.Corps.Find(form["corp"]) is not { } corp)
            {
                return Html.Error("unknown corp");
            }

            foreach (var suite in Templates(world, invitation))
            {
                var authCode = Authorizer.Create(world, suite, corp.Id, invitation.State);
                pushes.Add(() => sender.CommandAsync(suite, Authorizer.CreateEvent(authCode, invitation.State), ct));
            }
        }

        await Task.WhenAll(pushes.Select(push => push()));
        return Html.Page("代开发应用授权", "<p id=\"done\">已授权</p>");
    }

    private static Invitation? Find(World world, IQueryCollection query) =>
        (string?)query["key"] is { } key && world.Installs.Find(key) is { } invitation && world.Now < invitation.ExpiresAt
            ? invitation
            : null;

    private static IEnumerable<Suite> Templates(World world, Invitation invitation) =>
        invitation.TemplateIds.Select(world.Suites.Find).OfType<Suite>();
}
