using WecomSimulator.Cgi;
using WecomSimulator.Pages;

namespace WecomSimulator.Login;

/// <summary>A page of WeCom's or Juzi's where somebody says who they are; <c>#person</c>, <c>#login</c>, <c>#deny</c>.</summary>
internal sealed class LoginPage(Func<World, IQueryCollection, (LoginRequest? Request, string? Refusal)> read)
{
    public IResult Show(HttpRequest request, World world)
    {
        lock (world.Gate)
        {
            var (asked, refusal) = read(world, request.Query);
            if (asked is null)
            {
                return Html.Error(refusal!);
            }

            var options = Candidates
                .Of(world, asked)
                .Select(one => $"<option value=\"{Html.Text(one.Value)}\">{Html.Text(one.Label)}</option>");
            return Html.Page(
                asked.Title,
                $"<form method=\"post\"><label>身份 <select id=\"person\" name=\"person\">{string.Concat(options)}</select></label> "
                    + "<button id=\"login\" name=\"act\" value=\"login\">登录</button> "
                    + "<button id=\"deny\" name=\"act\" value=\"deny\">拒绝</button></form>"
            );
        }
    }

    public async Task<IResult> ChooseAsync(HttpRequest request, World world)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        lock (world.Gate)
        {
            var (asked, refusal) = read(world, request.Query);
            if (asked is null)
            {
                return Html.Error(refusal!);
            }

            if (form["act"] == "deny")
            {
                // That state alone comes back is a guess: no document at hand says what a refusal looks like.
                return Back(asked, code: null);
            }

            var life = asked.Kind == LoginKind.Provider ? world.Settings.AuthCodeExpiresIn : world.Settings.LoginCodeExpiresIn;
            var code = Candidates.Choose(world, world.Logins.Issue(asked, world.Now.AddSeconds(life)), form["person"]);
            if (code is null)
            {
                return Html.Error("nobody chosen");
            }

            if (code.Member is { Visible: false } && asked.Kind is LoginKind.SuiteOAuth or LoginKind.App)
            {
                return Html.Error($"{ErrCode.MemberNotVisible} {ErrCode.Text(ErrCode.MemberNotVisible)}"); // §9
            }

            world.Logins.Put(code);
            return Back(asked, code);
        }
    }

    private static IResult Back(LoginRequest asked, LoginCode? code)
    {
        List<string> pairs = [];
        if (code is not null)
        {
            pairs.Add($"{asked.CodeName}={code.Value}");
        }

        if (asked.State is not null)
        {
            pairs.Add($"state={asked.State}");
        }

        if (code?.Juzi is { } juzi)
        {
            pairs.Add($"juziBotId={Uri.EscapeDataString(juzi.BotId)}");
        }

        if (code is not null && asked.Kind == LoginKind.Provider)
        {
            pairs.Add("expires_in=600"); // §6.7
        }

        var separator = asked.RedirectUri.Contains('?') ? '&' : '?';
        return Results.Redirect($"{asked.RedirectUri}{separator}{string.Join('&', pairs)}");
    }
}
