using Microsoft.Playwright;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Testing.Browser;

/// <summary>The installed Chromium, headless.</summary>
public sealed class BrowserHost : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly string[] Flags =
    [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        // Nothing but the page under test talks to anybody.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A page of a public name that asks a server on loopback needs somebody to click "allow" otherwise.
        "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessSendPreflights",
    ];

    private readonly IPlaywright _playwright;

    private BrowserHost(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    /// <param name="flags">Further switches of the program.</param>
    public static async Task<BrowserHost> StartAsync(params string[] flags)
    {
        var program =
            Names.Select(Executables.Find).FirstOrDefault(path => path is not null)
            ?? throw new FileNotFoundException("No Chromium is installed (Debian: apt-get install chromium).");
        var playwright = await Playwright.CreateAsync();
        try
        {
            var options = new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,
                Headless = true,
                Args = [.. Flags, .. flags],
            };
            return new BrowserHost(playwright, await playwright.Chromium.LaunchAsync(options));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
