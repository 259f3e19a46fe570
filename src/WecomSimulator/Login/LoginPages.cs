namespace WecomSimulator.Login;

internal static class LoginPages
{
    public static void MapLoginPages(this IEndpointRouteBuilder app)
    {
        Map("/connect/oauth2/authorize", new LoginPage(LoginRequests.OAuth));
        Map("/wwlogin/sso/login", new LoginPage(LoginRequests.Web));
        Map("/wwopen/sso/3rd_qrConnect", new LoginPage(LoginRequests.ProviderQr));
        Map("/wwopen/sso/qrConnect", new LoginPage(LoginRequests.Qr));
        Map("/oauth/connect/authorize", new LoginPage(LoginRequests.Juzi));

        void Map(string path, LoginPage page)
        {
            app.MapGet(path, page.Show);
            app.MapPost(path, page.ChooseAsync);
        }
    }
}
