using System.Text.Encodings.Web;

namespace WecomSimulator.Pages;

/// <summary>Plain pages; the ids in them are for browser tests.</summary>
internal static class Html
{
    public static IResult Page(string title, string body, int status = StatusCodes.Status200OK) =>
        Results.Content(
            $"<!DOCTYPE html><html lang=\"zh\"><head><meta charset=\"utf-8\"><title>{Text(title)}</title></head><body><h1>{Text(title)}</h1>{body}</body></html>",
            "text/html; charset=utf-8",
            statusCode: status
        );

    /// <summary>What stands where a page cannot go on; <c>#error</c>.</summary>
    public static IResult Error(string message) => Page("错误", $"<p id=\"error\">{Text(message)}</p>", StatusCodes.Status400BadRequest);

    /// <summary>A form that posts to the page itself: which corp, and the button; <c>#corp</c>, <c>#authorize</c>.</summary>
    public static string AuthorizeForm(World world)
    {
        var options = world.Corps.All.Select(corp => $"<option value=\"{Text(corp.Id)}\">{Text(corp.Name)}</option>");
        return $"<form method=\"post\"><label>企业 <select id=\"corp\" name=\"corp\">{string.Concat(options)}</select></label> "
            + "<button id=\"authorize\" type=\"submit\">授权</button></form>";
    }

    public static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
