using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Postgres.Forwarding;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Postgres.Sealing;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Tests.Postgres;

/// <summary>Whatever is stored sealed is sealed anew, and opens as before.</summary>
public sealed class ResealerTests : IAsyncLifetime
{
    private const string NewKey = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    private static readonly Secret s_secret = new("secret-of-everything");
    private static readonly TenantId s_tenant = TenantId.Parse("t1");
    private static readonly CorpId s_corp = CorpId.Parse("ww1");
    private static readonly SuiteId s_suite = SuiteId.Parse("dk1");

    private readonly OwnersDatabase _database = new();
    private readonly Sealer _old = OwnersDatabase.NewSealer();
    private readonly Sealer _both = With(OwnersDatabase.MasterKey);
    private readonly Sealer _new = With(null);

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await FillAsync();
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Every_column_that_holds_sealed_values_is_known_and_has_a_value_in_this_test()
    {
        var columns = await _database.ScalarAsync<string>(
            """
            select string_agg(table_name || '.' || column_name, ' ' order by table_name, column_name)
            from information_schema.columns where table_schema = 'public' and data_type = 'bytea' and column_name like 'sealed%'
            """
        );
        columns
            .Split(' ')
            .ShouldBe(
                SealedColumn.All.Select(column => $"{column.Table}.{column.Column}").Order(StringComparer.Ordinal),
                ignoreOrder: true
            );
        foreach (var column in SealedColumn.All)
        {
            (await _database.ScalarAsync<long>($"select count({column.Column}) from {column.Table}")).ShouldBeGreaterThan(0, $"{column}");
        }
    }

    [Fact]
    public async Task All_is_sealed_anew_and_opens_with_the_new_key_alone()
    {
        var resealer = new Resealer(_database.Source, _both);
        var before = (await resealer.CountAsync(default)).ShouldHaveSingleItem();
        before.Key.ShouldBe("k1");

        (await resealer.RunAsync(default)).ShouldBe(new ResealReport(before.Values, Unreadable: 0));

        (await resealer.CountAsync(default)).ShouldBe([new SealedCount("k2", before.Values)]);
        (await new ProviderStore(_database.Source, _new).FindSecretAsync(s_tenant, s_corp, default))!.Secret.ShouldBe(s_secret);
        (await new AuthorizationStore(_database.Source, _new).FindCodesAsync(s_tenant, s_suite, s_corp, default)).ShouldNotBeNull();
        (await new CallbackHandleStore(_database.Source, _new).FindAsync("handle-1", default))!.Token.ShouldBe(s_secret);
        (await new InboxStore(_database.Source, _new).ClaimAsync(1, TimeSpan.FromMinutes(1), default))
            .ShouldHaveSingleItem()
            .AuthCode.ShouldBe(s_secret);
        (await resealer.RunAsync(default)).ShouldBe(default);
    }

    [Fact]
    public async Task What_does_not_open_is_counted_and_left_alone()
    {
        await _database.ExecuteAsync("update provider set sealed_secret = set_byte(sealed_secret, 40, 255 - get_byte(sealed_secret, 40))");
        var box = await _database.ScalarAsync<byte[]>("select sealed_secret from provider");

        var report = await new Resealer(_database.Source, _both).RunAsync(default);

        report.Unreadable.ShouldBe(1);
        (await _database.ScalarAsync<byte[]>("select sealed_secret from provider")).ShouldBe(box);
    }

    private static Sealer With(string? oldKey)
    {
        var options = new SealingOptions { ActiveKey = "k2" };
        options.Keys.Add("k2", NewKey);
        if (oldKey is not null)
        {
            options.Keys.Add("k1", oldKey);
        }

        return new Sealer(Options.Create(options));
    }

    private async Task FillAsync()
    {
        var source = _database.Source;
        await new TenantStore(source).CreateAsync(s_tenant, "tenant", default);
        await new CorpStore(source).PutAsync(s_tenant, s_corp, "corp", null, null, default);
        await _database.ExecuteAsync(
            "insert into agent (tenant_id, corp_id, agent_id, kind, sealed_secret, secret_proven, trusted_domains) values ('t1', 'ww1', 5, 'selfBuilt', @box, true, '{}')",
            new { box = _old.Seal(s_secret, "agent/t1/ww1/5") }
        );
        await new ProviderStore(source, _old).PutAsync(new ProviderRecord(s_tenant, s_corp, null, default), s_secret, default);
        var suite = new SuiteRecord(s_tenant, s_suite, SuiteKind.Template, [], null, null, false, false, default);
        await new SuiteStore(source, _old).PutAsync(suite, s_secret, default);
        await new WebhookStore(source, _old).PutAsync(
            new WebhookRecord(s_tenant, new Uri("https://saas.example.com/"), WebhookFormat.Xml, s_secret, s_secret, s_secret),
            default
        );
        await new CallbackHandleStore(source, _old).PutAsync(
            new CallbackHandleRecord("handle-1", s_tenant, CallbackBinding.None, s_secret, s_secret, default),
            default
        );
        await new InboxStore(source, _old).ReceiveAsync(
            new ReceivedEvent(s_tenant, [1, 2, 3], "handle-1", "create_auth", DateTimeOffset.UnixEpoch)
            {
                Suite = s_suite,
                AuthCode = s_secret,
                IsCommand = true,
                Message = s_secret,
            },
            default
        );
        await FillExchangesAsync();
        await _database.ExecuteAsync(
            """
            insert into login_code (id, tenant_id, key_id, sealed_identity, expires_at) values ('\x0a', 't1', 'k', @code, 'infinity');
            insert into login_signing_key (kid, x, y, sealed_key, signs_from, signs_until, published_until)
            values ('kid-1', '', '', @key, '-infinity', 'infinity', 'infinity')
            """,
            new { code = _old.Seal(s_secret, "login_code/0a"), key = _old.Seal(s_secret, "login_signing_key/kid-1") }
        );
        await _database.ExecuteAsync(
            "insert into credential (key, tenant_id, kind, corp_id, app_id, generation, sealed) values (@key, 't1', 'access_token', 'ww1', '5', 1, @box)",
            new { key = Token().ToString(), box = _old.Seal(s_secret, $"credential/{Token()}") }
        );
    }

    private async Task FillExchangesAsync()
    {
        var exchanges = new ExchangeStore(_database.Source, _old);
        foreach (var (code, purpose) in new[] { ("a", ExchangePurpose.Install), ("b", ExchangePurpose.Reset) })
        {
            var exchange = Exchange(code, purpose);
            await exchanges.TryBeginAsync(exchange, default);
            await exchanges.CompleteAsync(exchange.Id, s_corp, "corp", s_secret, AgentId.Create(7), default);
        }

        await exchanges.WaitAsync(Exchange("c", ExchangePurpose.Install), "busy", default);
    }

    private static NewExchange Exchange(string code, ExchangePurpose purpose) =>
        new(s_tenant, s_suite, new Secret(code), purpose, null, s_corp, DateTimeOffset.UnixEpoch, IsKept: true);

    private static CredentialKey Token() => CredentialKey.AccessToken(s_tenant, s_corp, AgentId.Create(5));
}
