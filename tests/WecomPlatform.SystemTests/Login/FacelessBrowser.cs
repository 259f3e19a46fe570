using System.Net;

namespace WecomPlatform.SystemTests.Login;

/// <summary>Follows redirects and keeps cookies, and stops where it is told to.</summary>
internal sealed class FacelessBrowser : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    /// <summary>Goes on from one redirect to the next until it is led to that site.</summary>
    /// <returns>Where exactly, without having gone there.</returns>
    public async Task<Uri> FollowAsync(string url, Uri until) => await FollowAsync(new Uri(url), until);

    /// <inheritdoc cref="FollowAsync(string, Uri)" />
    public async Task<Uri> FollowAsync(Uri url, Uri until)
    {
        while (url.Authority != until.Authority)
        {
            using var response = await _http.GetAsync(url);
            response.Headers.Location.ShouldNotBeNull($"{url.AbsolutePath}: {await response.Content.ReadAsStringAsync()}");
            url = new Uri(url, response.Headers.Location);
        }

        return url;
    }

    /// <summary>Says who they are on a login page.</summary>
    /// <returns>Where that leads.</returns>
    public async Task<Uri> ChooseAsync(Uri page, string person)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["person"] = person, ["act"] = "login" });
        using var response = await _http.PostAsync(page, form);
        response.Headers.Location.ShouldNotBeNull(await response.Content.ReadAsStringAsync());
        return new Uri(page, response.Headers.Location);
    }

    /// <summary>Goes there and looks.</summary>
    public async Task<(HttpStatusCode Status, string Text)> LookAsync(Uri url)
    {
        using var response = await _http.GetAsync(url);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();
}
