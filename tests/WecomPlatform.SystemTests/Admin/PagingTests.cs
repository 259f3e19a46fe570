using System.Text;
using WecomPlatform.SystemTests.Platform;

namespace WecomPlatform.SystemTests.Admin;

/// <summary>Lists come in pages, whole and in order.</summary>
public sealed class PagingTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(1000)]
    public async Task A_list_read_page_by_page_holds_everything_once(int limit)
    {
        string[] corps = [CorpId, "ww+1", "ww%2F", "wwA", "wwa", "wpX~!"];
        foreach (var corp in corps)
        {
            await Host.Admin.PutCorpAsync(App.Tenant, corp);
        }

        var found = await ReadAsync($"tenants/{App.Tenant}/corps", "corpId", limit);

        found.ShouldBe(corps.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tenants_keys_and_credentials_come_in_pages_too()
    {
        (await Host.SignAsync(App)).Expect();
        await Host.Admin.CreateKeyAsync(App.Tenant);

        (await ReadAsync($"tenants/{App.Tenant}/keys", "id", 1)).Count.ShouldBe(2);
        (await ReadAsync($"tenants/{App.Tenant}/credentials", "id", 1)).Count.ShouldBe(3);
        (await ReadAsync("tenants", "id", 7)).ShouldContain(App.Tenant);
    }

    [Fact]
    public async Task An_empty_list_is_an_empty_page()
    {
        var tenant = Fresh.Tenant();
        await Host.Admin.CreateTenantAsync(tenant);

        (await ReadAsync($"tenants/{tenant}/corps", "corpId", 10)).ShouldBeEmpty();
        (await ReadAsync($"tenants/{tenant}/keys", "id", 10)).ShouldBeEmpty();
        (await ReadAsync($"tenants/{tenant}/credentials", "id", 10)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=1001")]
    [InlineData("limit=x")]
    [InlineData("limit=99999999999")]
    [InlineData("cursor=%00")]
    [InlineData("cursor=***")]
    [InlineData("cursor=AA")]
    [InlineData("cursor=AAAA")]
    [InlineData("cursor=_w")]
    public async Task A_page_that_cannot_be_is_query_invalid(string query)
    {
        foreach (
            var list in (string[])
                ["tenants", $"tenants/{App.Tenant}/corps", $"tenants/{App.Tenant}/keys", $"tenants/{App.Tenant}/credentials"]
        )
        {
            var answer = await Node.GetAsync($"/admin/v1/{list}?{query}", Host.Secrets.AdminKey);
            answer.ShouldBeProblem(400, "query_invalid");
        }
    }

    [Fact]
    public async Task Lists_of_an_unknown_tenant_are_tenant_unknown()
    {
        foreach (var list in (string[])["corps", "keys", "credentials"])
        {
            (await Host.Admin.SendAsync(HttpMethod.Get, $"tenants/nobody/{list}")).ShouldBeProblem(404, "tenant_unknown");
        }
    }

    private async Task<List<string>> ReadAsync(string list, string id, int limit)
    {
        var found = new List<string>();
        for (string? cursor = null; ; )
        {
            var query = new StringBuilder($"{list}?limit={limit}");
            query.Append(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}");
            var page = (await Host.Admin.SendAsync(HttpMethod.Get, query.ToString())).Expect().Json;
            var items = page["items"]!.AsArray();
            items.Count.ShouldBeLessThanOrEqualTo(limit);
            found.AddRange(items.Select(item => (string)item![id]!));
            cursor = (string?)page["cursor"];
            if (cursor is null)
            {
                return found;
            }
        }
    }
}
