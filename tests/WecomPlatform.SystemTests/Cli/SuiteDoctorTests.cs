using WecomPlatform.SystemTests.Onboarding;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Cli;

namespace WecomPlatform.SystemTests.Cli;

/// <summary>What doctor sees of a provider's suite.</summary>
public sealed class SuiteDoctorTests(PlatformFixture platform) : CliTests(platform)
{
    [Fact]
    public async Task The_age_of_the_suite_ticket_and_the_callback_url_are_looked_at()
    {
        var provider = await Provider.SetUpAsync(Host);

        var answer = await WecomAsync("doctor", "--tenant", provider.Tenant, "--key", provider.Key, "--suite", provider.Suite, "--json");

        ((string?)Finding(answer, "suite-ticket")["verdict"]).ShouldBe("ok", answer.Out);
        ((string?)Finding(answer, "callback")["verdict"]).ShouldBe("ok", answer.Out);
    }

    [Fact]
    public async Task A_callback_url_is_asked_as_wecom_asks()
    {
        (
            await WecomAsync("suites", "put", "wsdoctor", "--kind", "thirdParty", "--secret", "s3cret-of-it", "--provider", "wwprovider")
        ).Expect();
        var handle = (await WecomAsync("callback-handles", "create", "--suite", "wsdoctor", "--json")).Expect().Json;
        Task<CliAnswer> Try(string key) =>
            WecomAsync(
                "doctor",
                "--callback-url",
                (string)handle["callbackUrl"]!,
                "--receive-id",
                "wwprovider",
                "--callback-token",
                (string)handle["token"]!,
                "--encoding-aes-key",
                key,
                "--json"
            );

        var right = await Try((string)handle["encodingAesKey"]!);
        ((string?)Finding(right, "callback")["verdict"]).ShouldBe("ok", right.Out);

        var wrong = await Try(new string('A', 43));
        ((string?)Finding(wrong.Expect(1), "callback")["code"]).ShouldBe("callback_refused", wrong.Out);
    }

    [Fact]
    public async Task A_corp_that_cancelled_is_told()
    {
        var provider = await Provider.SetUpAsync(Host);
        await provider.AuthorizeAsync("create");
        await provider.AppearedAsync();
        await provider.AuthorizeAsync("cancel");
        Task<CliAnswer> Look() =>
            WecomAsync(
                "doctor",
                Page,
                "--tenant",
                provider.Tenant,
                "--key",
                provider.Key,
                "--suite",
                provider.Suite,
                "--corp",
                provider.Customer,
                "--json"
            );

        await Testing.Eventually.TrueAsync(
            async _ => (string?)Finding(await Look(), "authorization")["code"] == "authorization_cancelled",
            "the cancellation is seen"
        );
    }
}
