namespace WecomSimulator.Pages;

/// <summary>What an administrator sees in a browser.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/3rdapp/install", InstallPage.Show);
        app.MapPost("/3rdapp/install", InstallPage.AuthorizeAsync);
        app.MapGet("/3rdapp/customized", CustomizedPage.Show);
        app.MapPost("/3rdapp/customized", CustomizedPage.AuthorizeAsync);
    }
}
