using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>Who may sign: only the holder of a living key of a living tenant, with the right to.</summary>
public sealed class KeyTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Fact]
    public async Task Without_a_key_it_is_key_missing()
    {
        var posted = await Node.PostSignatureAsync(null, "{}");
        var got = await Node.GetSignatureAsync(new { corpId = CorpId, url = Page });

        posted.ShouldBeProblem(401, "key_missing");
        posted.Headers.Keys.ShouldContain("WWW-Authenticate");
        got.ShouldBeProblem(401, "key_missing");
    }

    [Theory]
    [InlineData("sk_unknown_secret")]
    [InlineData("sk")]
    [InlineData("sk__")]
    [InlineData("sk_a_b_c")]
    [InlineData("_a_b")]
    [InlineData("nonsense")]
    [InlineData("' or 1=1 --")]
    public async Task A_key_that_nobody_gave_out_is_key_invalid(string key)
    {
        (await Node.SignAsync(key, App.SignRequest())).ShouldBeProblem(401, "key_invalid");
        (await Node.GetSignatureAsync(new { corpId = CorpId, url = Page }, null, ("X-Platform-Key", key))).ShouldBeProblem(
            401,
            "key_invalid"
        );
    }

    [Theory]
    [InlineData("pk_%00_secret")]
    [InlineData("pk_a%00_secret")]
    [InlineData("pk_%ED%A0%80_secret")]
    [InlineData("pk_%E4%B8%AD_secret")]
    [InlineData("pk_%0A_secret")]
    [InlineData("pk_%F0%9F%98%80_%F0%9F%98%80")]
    public async Task A_key_of_strange_characters_is_only_unknown(string key) =>
        (await Node.GetAsync($"/v1/signatures?corpId={CorpId}&url=https%3A%2F%2Fapp.example.com%2F&key={key}")).ShouldBeProblem(
            401,
            "key_invalid"
        );

    [Fact]
    public async Task An_endless_key_is_only_unknown() =>
        (await Node.SignAsync($"sk_a_{new string('a', 8000)}", App.SignRequest())).ShouldBeProblem(401, "key_invalid");

    [Theory]
    [InlineData("Basic c2s6c2s=")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("sk_a_b")]
    public async Task Another_kind_of_authorization_is_key_invalid(string authorization) =>
        (await Node.GetSignatureAsync(new { corpId = CorpId, url = Page }, null, ("Authorization", authorization))).ShouldBeProblem(
            401,
            "key_invalid"
        );

    [Fact]
    public async Task A_changed_secret_prefix_or_id_makes_a_key_invalid()
    {
        var parts = App.Key.Split('_');
        string[] forged =
        [
            $"pk_{parts[1]}_{parts[2]}",
            $"ak_{parts[1]}_{parts[2]}",
            $"SK_{parts[1]}_{parts[2]}",
            $"sk_{parts[1].ToUpperInvariant()}x_{parts[2]}",
            $"sk_{parts[1]}_{parts[2][..^1]}",
            $"sk_{parts[1]}_{parts[2]}0",
        ];

        foreach (var key in forged)
        {
            (await Node.SignAsync(key, App.SignRequest())).ShouldBeProblem(401, "key_invalid");
        }
    }

    [Fact]
    public async Task A_secret_key_in_a_url_or_a_page_header_is_refused_even_though_it_is_right()
    {
        var query = new { corpId = CorpId, url = Page };

        var inUrl = await Node.GetSignatureAsync(
            new
            {
                corpId = CorpId,
                url = Page,
                key = App.Key,
            }
        );
        var inHeader = await Node.GetSignatureAsync(query, null, ("X-Platform-Key", App.Key));

        inUrl.ShouldBeProblem(401, "key_invalid")["detail"]!.ToString().ShouldContain("Authorization");
        inHeader.ShouldBeProblem(401, "key_invalid");
        inUrl.Text.ShouldNotContain(App.Key);
        (await Node.GetSignatureAsync(query, App.Key)).Expect();
    }

    [Fact]
    public async Task A_publishable_key_signs_from_url_header_and_authorization()
    {
        var key = (await Host.Admin.CreateKeyAsync(App.Tenant, ApiKeyKind.Publishable)).Key;
        var query = new { corpId = CorpId, url = Page };

        (await Node.GetSignatureAsync(query, key)).Expect();
        (await Node.GetSignatureAsync(query, null, ("X-Platform-Key", key))).Expect();
        (
            await Node.GetSignatureAsync(
                new
                {
                    corpId = CorpId,
                    url = Page,
                    key,
                }
            )
        ).Expect();
    }

    [Fact]
    public async Task A_publishable_key_does_not_post()
    {
        var key = (await Host.Admin.CreateKeyAsync(App.Tenant, ApiKeyKind.Publishable)).Key;

        (await Node.SignAsync(key, App.SignRequest())).ShouldBeProblem(403, "scope_missing");
    }

    [Fact]
    public async Task A_key_without_the_scope_does_not_sign()
    {
        var made = await Host.Admin.SendAsync(
            HttpMethod.Post,
            $"tenants/{App.Tenant}/keys",
            new { kind = "secret", scopes = Array.Empty<string>() }
        );
        var key = (string)made.Expect().Json["key"]!;

        (await Node.SignAsync(key, App.SignRequest())).ShouldBeProblem(403, "scope_missing");
        (await Node.GetSignatureAsync(new { corpId = CorpId, url = Page }, key)).ShouldBeProblem(403, "scope_missing");
    }

    [Fact]
    public async Task A_deleted_key_stops_signing_soon()
    {
        var key = await Host.Admin.CreateKeyAsync(App.Tenant);
        (await Node.SignAsync(key.Key, App.SignRequest())).Expect();

        (await Host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{App.Tenant}/keys/{key.Id}")).Expect();

        await Soon.RefusedAsync(() => Node.SignAsync(key.Key, App.SignRequest()), "key_invalid");
        (await Node.SignAsync(App.Key, App.SignRequest())).Expect();
    }

    [Fact]
    public async Task A_disabled_tenants_keys_stop_signing_and_work_again_when_it_is_enabled()
    {
        (await Node.SignAsync(App.Key, App.SignRequest())).Expect();

        (await Host.Admin.SendAsync(HttpMethod.Patch, $"tenants/{App.Tenant}", new { enabled = false })).Expect();
        await Soon.RefusedAsync(() => Host.SignAsync(App), "key_invalid");
        (await Host.Admin.SendAsync(HttpMethod.Patch, $"tenants/{App.Tenant}", new { enabled = true })).Expect();
        await Soon.SucceedsAsync(() => Host.SignAsync(App));
    }

    [Fact]
    public async Task A_deleted_tenants_keys_stop_signing()
    {
        (await Node.SignAsync(App.Key, App.SignRequest())).Expect();

        (await Host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{App.Tenant}")).Expect();

        await Soon.RefusedAsync(() => Host.SignAsync(App), "key_invalid");
    }
}
