using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Postgres.Credentials;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Tests.Keys;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Tests.Postgres;

public sealed class RegistryTests : IClassFixture<OwnersDatabase>
{
    private static readonly Secret AppSecret = new("app-secret-never-in-the-clear");

    private readonly OwnersDatabase _database;
    private readonly TenantStore _tenants;
    private readonly CorpStore _corps;
    private readonly AgentStore _agents;
    private readonly ApiKeyStore _keys;
    private readonly TenantId _tenant = TenantId.Parse($"t{Guid.NewGuid():N}");

    public RegistryTests(OwnersDatabase database)
    {
        _database = database;
        _tenants = new TenantStore(database.Source);
        _corps = new CorpStore(database.Source);
        _agents = new AgentStore(database.Source, OwnersDatabase.NewSealer());
        _keys = new ApiKeyStore(database.Source);
    }

    [Fact]
    public async Task A_tenant_is_created_once_changed_and_found()
    {
        var created = await _tenants.CreateAsync(_tenant, "Acme", default);
        created!.Enabled.ShouldBeTrue();
        created.CreatedAt.ShouldBeInRange(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        (await _tenants.CreateAsync(_tenant, "Again", default)).ShouldBeNull();

        (await _tenants.ChangeAsync(_tenant, null, false, default)).ShouldBe(created with { Enabled = false });
        (await _tenants.ChangeAsync(_tenant, "新名", null, default)).ShouldBe(created with { Enabled = false, Name = "新名" });
        (await _tenants.FindAsync(_tenant, default))!.Name.ShouldBe("新名");
        (await _tenants.ChangeAsync(TenantId.Parse("nobody"), "x", null, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Tenants_are_listed_in_pages()
    {
        var ids = Enumerable.Range(0, 5).Select(n => TenantId.Parse($"{_tenant}-{n}")).ToList();
        foreach (var id in ids)
        {
            await _tenants.CreateAsync(id, "x", default);
        }

        var first = await _tenants.ListAsync(_tenant.Value, 3, default);
        first.Select(tenant => tenant.Id).ShouldBe(ids.Take(3));
        (await _tenants.ListAsync(first[^1].Id.Value, 2, default)).Select(tenant => tenant.Id).ShouldBe(ids.Skip(3));
    }

    [Fact]
    public async Task A_corp_is_found_with_its_apps_as_they_were_put()
    {
        await CreateAsync(_tenant);
        await _corps.PutAsync(_tenant, Some.Corp, "Corp", Some.Agent, new Uri("http://proxy.example:3128"), default);
        var agent = Agent() with { EgressProxy = new Uri("http://10.0.0.1:8080"), StrictUrls = true, SecretProven = true };
        (await _agents.PutAsync(_tenant, Some.Corp, agent, AppSecret, default)).ShouldBeTrue();

        var corp = (await _corps.FindAsync(_tenant, Some.Corp, default))!;
        corp.Name.ShouldBe("Corp");
        corp.TicketSource.ShouldBe(Some.Agent);
        corp.EgressProxy.ShouldBe(new Uri("http://proxy.example:3128"));
        var read = corp.Agents[Some.Agent];
        read.TrustedDomains.Select(domain => domain.Value).ShouldBe(["app.example.com", "files.example.org"]);
        read.EgressProxy.ShouldBe(agent.EgressProxy);
        read.StrictUrls.ShouldBeTrue();
        read.SecretProven.ShouldBeTrue();
    }

    [Fact]
    public async Task Putting_a_corp_again_keeps_its_apps_and_putting_an_app_again_replaces_its_secret()
    {
        await CreateAsync(_tenant);
        await _corps.PutAsync(_tenant, Some.Corp, "Other", null, null, default);
        (await _corps.FindAsync(_tenant, Some.Corp, default))!.Agents.Count.ShouldBe(1);

        await _agents.PutAsync(_tenant, Some.Corp, Agent() with { SecretProven = false }, new Secret("second"), default);
        var account = (await _agents.FindAsync(Token(_tenant), default))!;
        account.Secret.Reveal().ShouldBe("second");
        account.IsProven.ShouldBeFalse("the new secret was not tried yet");
    }

    [Fact]
    public async Task Nothing_is_put_below_what_does_not_exist()
    {
        (await _corps.PutAsync(_tenant, Some.Corp, "x", null, null, default)).ShouldBeFalse();
        (await _agents.PutAsync(_tenant, Some.Corp, Agent(), AppSecret, default)).ShouldBeFalse();
        (await _keys.AddAsync(_tenant, $"id-{_tenant}", ApiKeyKind.Secret, [1], ["sign"], 0, default)).ShouldBeNull();
        (await _agents.FindAsync(Token(_tenant), default)).ShouldBeNull();
        (await _corps.FindAsync(_tenant, Some.Corp, default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_apps_calls_leave_by_its_own_proxy_else_by_its_corps()
    {
        await CreateAsync(_tenant);
        (await _agents.FindAsync(Token(_tenant), default))!.EgressProxy.ShouldBeNull();
        await _corps.PutAsync(_tenant, Some.Corp, "x", null, new Uri("http://corp:1"), default);
        (await _agents.FindAsync(Token(_tenant), default))!.EgressProxy.ShouldBe(new Uri("http://corp:1"));
        await _agents.PutAsync(_tenant, Some.Corp, Agent() with { EgressProxy = new Uri("http://app:2") }, AppSecret, default);
        (await _agents.FindAsync(Token(_tenant), default))!.EgressProxy.ShouldBe(new Uri("http://app:2"));
    }

    [Fact]
    public async Task Only_the_secret_that_weCom_took_is_marked_proven()
    {
        await CreateAsync(_tenant, isProven: false);
        await _agents.MarkProvenAsync(Token(_tenant), new Secret("an earlier one"), default);
        (await _agents.FindAsync(Token(_tenant), default))!.IsProven.ShouldBeFalse();
        await _agents.MarkProvenAsync(Token(_tenant), AppSecret, default);
        (await _agents.FindAsync(Token(_tenant), default))!.IsProven.ShouldBeTrue();
    }

    [Fact]
    public async Task An_api_key_is_found_by_its_id_and_gone_when_deleted()
    {
        await CreateAsync(_tenant);
        var id = $"id{Guid.NewGuid():N}";
        byte[] hash = [1, 2, 3];
        (await _keys.AddAsync(_tenant, id, ApiKeyKind.Publishable, hash, ["sign", "read"], 50, default)).ShouldNotBeNull();

        var key = (await _keys.FindAsync(id, default))!;
        key.Tenant.ShouldBe(_tenant);
        key.Kind.ShouldBe(ApiKeyKind.Publishable);
        key.Hash.ShouldBe(hash);
        key.Scopes.ShouldBe(["sign", "read"]);
        key.Rate.ShouldBe(50);
        await _tenants.ChangeAsync(_tenant, null, false, default);
        (await _keys.FindAsync(id, default))!.TenantEnabled.ShouldBeFalse();
        (await _keys.DeleteAsync(TenantId.Parse("stranger"), id, default)).ShouldBeFalse("it is not the stranger's");
        (await _keys.DeleteAsync(_tenant, id, default)).ShouldBeTrue();
        (await _keys.FindAsync(id, default)).ShouldBeNull();
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("corp")]
    [InlineData("tenant")]
    public async Task Deleting_what_a_credential_belongs_to_erases_it_and_tells_all_nodes(string what)
    {
        await CreateAsync(_tenant);
        var rows = Rows();
        foreach (var key in CredentialKey.OfApp(_tenant, Some.Corp, Some.Agent))
        {
            await rows.PushAsync(key, FakeWecom.Value("v").Value!, default, default);
        }

        var before = await rows.ReadAsync(Token(_tenant), default);
        await _database.ExecuteAsync("delete from change");

        var isDeleted = what switch
        {
            "agent" => await _agents.DeleteAsync(_tenant, Some.Corp, Some.Agent, default),
            "corp" => await _corps.DeleteAsync(_tenant, Some.Corp, default),
            _ => await _tenants.DeleteAsync(_tenant, default),
        };
        isDeleted.ShouldBeTrue();

        foreach (var row in await rows.ReadManyAsync([.. CredentialKey.OfApp(_tenant, Some.Corp, Some.Agent)], default))
        {
            row.Value.ShouldBeNull();
            row.Generation.ShouldBeGreaterThan(before.Generation);
        }

        await using var connection = await _database.Source.OpenConnectionAsync();
        var told = (await connection.QueryAsync<string>("select topic || ' ' || key from change")).ToHashSet();
        told.ShouldContain($"credential {Token(_tenant)}");
        told.ShouldContain($"credential {CredentialKey.AgentTicket(_tenant, Some.Corp, Some.Agent)}");
        told.ShouldContain($"corp {_tenant}/{Some.Corp}");
        told.Contains($"tenant {_tenant}").ShouldBe(what == "tenant");
    }

    [Fact]
    public async Task Two_tenants_of_one_corp_share_neither_secrets_nor_credentials()
    {
        var other = TenantId.Parse(_tenant + "-b");
        await CreateAsync(_tenant);
        await CreateAsync(other);
        await _agents.PutAsync(other, Some.Corp, Agent(), new Secret("theirs"), default);
        var rows = Rows();
        await rows.PushAsync(Token(_tenant), FakeWecom.Value("ours").Value!, default, default);
        await rows.PushAsync(Token(other), FakeWecom.Value("theirs").Value!, default, default);

        await _agents.DeleteAsync(_tenant, Some.Corp, Some.Agent, default);
        (await rows.ReadAsync(Token(_tenant), default)).Value.ShouldBeNull();
        (await rows.ReadAsync(Token(other), default)).Value!.Reveal().ShouldBe("theirs");
        (await _agents.FindAsync(Token(other), default))!.Secret.Reveal().ShouldBe("theirs");
    }

    [Fact]
    public async Task A_dump_of_the_database_shows_no_secret()
    {
        await CreateAsync(_tenant);
        string[] secrets = [AppSecret.Reveal(), "token-never-in-the-clear", "ticket-never-in-the-clear"];
        await Rows().PushAsync(Token(_tenant), FakeWecom.Value(secrets[1]).Value!, default, default);
        await Rows()
            .PushAsync(CredentialKey.CorpTicket(_tenant, Some.Corp, Some.Agent), FakeWecom.Value(secrets[2]).Value!, default, default);

        await using var connection = await _database.Source.OpenConnectionAsync();
        var tables = (await connection.QueryAsync<string>("select tablename from pg_tables where schemaname = 'public'")).AsList();
        tables.ShouldContain("credential");
        foreach (var table in tables)
        {
            var dump = await connection.ExecuteScalarAsync<string?>($"select string_agg(t::text, ' ') from \"{table}\" t") ?? "";
            foreach (var secret in secrets)
            {
                var bytes = System.Text.Encoding.UTF8.GetBytes(secret);
                dump.ShouldNotContain(secret);
                dump.ShouldNotContain(Convert.ToHexStringLower(bytes));
                dump.ShouldNotContain(Convert.ToBase64String(bytes));
            }
        }
    }

    [Fact]
    public async Task A_sealed_value_copied_to_another_row_reads_as_none_there()
    {
        var rows = Rows();
        var ticket = CredentialKey.CorpTicket(_tenant, Some.Corp, Some.Agent);
        await rows.PushAsync(Token(_tenant), FakeWecom.Value("token").Value!, default, default);
        await rows.PushAsync(ticket, FakeWecom.Value("ticket").Value!, default, default);
        await _database.ExecuteAsync(
            "update credential set sealed = (select sealed from credential where key = @from) where key = @to",
            new { from = Token(_tenant).ToString(), to = ticket.ToString() }
        );

        (await rows.ReadManyAsync([ticket, Token(_tenant)], default)).Select(row => row.Value?.Reveal()).ShouldBe([null, "token"]);
    }

    private static CredentialKey Token(TenantId tenant) => CredentialKey.AccessToken(tenant, Some.Corp, Some.Agent);

    private static AgentRecord Agent() =>
        new(
            Some.Agent,
            "selfBuilt",
            [TrustedDomain.Parse("app.example.com"), TrustedDomain.Parse("files.example.org")],
            null,
            false,
            true,
            default
        );

    private async Task CreateAsync(TenantId tenant, bool isProven = true)
    {
        await _tenants.CreateAsync(tenant, "x", default);
        await _corps.PutAsync(tenant, Some.Corp, "x", null, null, default);
        await _agents.PutAsync(tenant, Some.Corp, Agent() with { SecretProven = isProven }, AppSecret, default);
    }

    private PostgresCredentialRows Rows() =>
        new(
            _database.Source,
            OwnersDatabase.NewSealer(),
            new CredentialRowsOptions("n", TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)),
            TimeProvider.System,
            NullLogger<PostgresCredentialRows>.Instance
        );
}
