using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Callbacks;

/// <summary>WeCom's published samples, which are years old, through HTTP (wecom-api.md §7.6).</summary>
public sealed class VectorTests
{
    private const string Token = "QDG6eK";
    private const string EncodingAesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

    private static readonly Dictionary<string, string?> s_options = new(StringComparer.Ordinal)
    {
        ["Callbacks__ClockWindow"] = "10000.00:00:00",
    };

    [Fact]
    public async Task Published_samples_are_verified_and_taken()
    {
        await using var host = await PlatformHost.StartAsync(new PlatformOptions { Environment = s_options });
        var suite = await IssueAsync(host);

        var verified = await host.Nodes[0]
            .GetAsync(
                $"{suite.CommandPath}?msg_signature=5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3&timestamp=1409659589&nonce=263014780"
                    + "&echostr=P9nAzCzyDtyTWESHep1vC5X9xho%2FqYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp%2B4RPcs8TgAE7OaBO%2BFZXvnaqQ%3D%3D"
            );
        verified.Expect().Text.ShouldBe("1616140317555161061");

        // A + that was not escaped on its way.
        var repaired = await host.Nodes[0]
            .GetAsync(
                $"{suite.CommandPath}/data?msg_signature=5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3&timestamp=1409659589&nonce=263014780"
                    + "&echostr=P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
            );
        repaired.Expect().Text.ShouldBe("1616140317555161061");

        var message = await suite.PostAsync(
            suite.CommandPath,
            "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==",
            "477715d11cdb4164915debcba66cb864d751f3e6",
            "1409659813",
            "1372623149"
        );
        message.Expect().Text.ShouldBe("success");

        var ticket = await suite.PostAsync(
            suite.CommandPath,
            "y514aRT8yYkYNee3kPvkrI/VIAo8kxqs2iaxETB7FiN9PS+jhUxZH3zwuo3TSXrNkGqzNfqRN/ApBkob87bHVSYfoa0E8iTFwcy3PrSq2kgNW35Nvo+nn6BEJZ2JPg677ZkauClrIR/z8Mp3hOyHyFAgJDmPQBdDuu1ggBsoUZExr+g/zQCyz9nFiHwPNbm3oVr4RyqhDHn+ffvwDC6LfHBnmT+RAiw0szEvYB8m9GoW7pyriHqAULZKnbq2Rw0No/xIoGYkX9+7AjBl5tfsYoML2nmmpRw4/m2/wkogRUc4lYTpqLyfljUSGcHxtMf048977WUD7TU84zfjRvDsrw==",
            "52317168092f85d7c019caed1cbd8ae8d0b55639",
            "1403610513",
            "1234567890"
        );
        ticket.Expect().Text.ShouldBe("success");

        var arrived = await suite.ArrivedAsync();
        arrived.Select(item => (string)item!["type"]!).ShouldBe(["suite_ticket", "text"]);
        ((string)arrived[1]!["agentId"]!).ShouldBe("218");
        arrived.ToJsonString().ShouldNotContain("asdfasfdasdfasdf");
    }

    private static async Task<CallbackSuite> IssueAsync(PlatformHost host)
    {
        var suite = await CallbackSuite.IssueAsync(host);
        var changed = await host.Admin.SendAsync(
            HttpMethod.Put,
            $"tenants/{suite.Tenant}/callback-handles/{suite.Handle}",
            new { Token, EncodingAesKey }
        );
        changed.Expect();
        return suite;
    }
}
