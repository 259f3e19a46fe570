using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;

namespace WecomPlatform.Tests.Keys;

public sealed class CredentialKeyTests
{
    private static readonly Gen<string> IdTexts =
        from length in Gen.Choose(1, 64)
        from chars in Gen.ArrayOf(Gen.Choose('!', '~').Where(c => c != '/').Select(c => (char)c), length)
        select new string(chars);

    private static readonly Gen<AppId> Apps = Gen.OneOf(
        Gen.Choose(1, int.MaxValue).Select(agent => AppId.Of(AgentId.Create(agent))),
        IdTexts.Where(text => char.IsAsciiLetter(text[0])).Select(text => AppId.Of(SuiteId.Parse(text)))
    );

    private static readonly Gen<CredentialKey> Keys =
        from tenant in IdTexts.Select(TenantId.Parse)
        from corp in IdTexts.Select(CorpId.Parse)
        from app in Apps
        from which in Gen.Choose(0, 6)
        let suite = app.Suite ?? SuiteId.Parse("ww1")
        select which switch
        {
            < 3 => CredentialKey.OfApp(tenant, corp, app)[which],
            3 => CredentialKey.SuiteTicket(tenant, suite),
            4 => CredentialKey.ProviderAccessToken(tenant, corp),
            _ => CredentialKey.OfSuite(tenant, suite)[which - 5],
        };

    [Fact]
    public void A_key_that_was_written_is_read_as_the_same_key() =>
        Prop.ForAll(Keys.ToArbitrary(), key => CredentialKey.TryParse(key.ToString(), out var read) && read == key)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Two_keys_with_one_text_are_one_key() =>
        Prop.ForAll(Keys.Two().ToArbitrary(), pair => pair.Item1 == pair.Item2 == (pair.Item1.ToString() == pair.Item2.ToString()))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_id_and_the_kind_make_another_key()
    {
        CredentialKey[] keys =
        [
            Some.Token,
            Some.CorpTicket,
            Some.AgentTicket,
            CredentialKey.AccessToken(TenantId.Parse("other"), Some.Corp, Some.Agent),
            CredentialKey.AccessToken(Some.Tenant, CorpId.Parse("other"), Some.Agent),
            CredentialKey.AccessToken(Some.Tenant, Some.Corp, AgentId.Create(7)),
            CredentialKey.AccessToken(TenantId.Parse("ACME"), Some.Corp, Some.Agent),
            CredentialKey.AccessToken(Some.Tenant, Some.Corp, Some.Suite),
            CredentialKey.SuiteTicket(Some.Tenant, Some.Suite),
            CredentialKey.SuiteAccessToken(Some.Tenant, Some.Suite),
            CredentialKey.SuiteLoginTicket(Some.Tenant, Some.Suite),
            CredentialKey.ProviderAccessToken(Some.Tenant, Some.Corp),
        ];

        keys.Distinct().Count().ShouldBe(keys.Length);
        keys.Select(key => key.ToString()).Distinct().Count().ShouldBe(keys.Length);
    }

    [Fact]
    public void A_ticket_is_fetched_with_its_own_apps_token_and_a_token_with_nothing()
    {
        Some.CorpTicket.Parent.ShouldBe(Some.Token);
        Some.AgentTicket.Parent.ShouldBe(Some.Token);
        Some.Token.Parent.ShouldBeNull();
    }

    [Fact]
    public void A_suites_chain_begins_with_what_wecom_pushes_and_a_customised_apps_with_its_own_secret()
    {
        var token = CredentialKey.AccessToken(Some.Tenant, Some.Corp, Some.Suite);
        CredentialKey.AgentTicket(Some.Tenant, Some.Corp, Some.Suite).Parent.ShouldBe(token);
        token.Parent.ShouldBe(CredentialKey.SuiteAccessToken(Some.Tenant, Some.Suite));
        token.Parent!.Value.Parent.ShouldBe(CredentialKey.SuiteTicket(Some.Tenant, Some.Suite));
        CredentialKey.SuiteLoginTicket(Some.Tenant, Some.Suite).Parent.ShouldBe(token.Parent);
        CredentialKey.SuiteTicket(Some.Tenant, Some.Suite).Parent.ShouldBeNull();
        CredentialKey.AccessToken(Some.Tenant, Some.Corp, SuiteId.Parse("dk0123")).Parent.ShouldBeNull();
        CredentialKey.ProviderAccessToken(Some.Tenant, Some.Corp).Parent.ShouldBeNull();
    }

    [Fact]
    public void The_text_of_a_key_is_what_stands_in_the_database()
    {
        Some.CorpTicket.ToString().ShouldBe("acme/corp_ticket/ww0123456789abcdef/1000002");
        CredentialKey.SuiteTicket(Some.Tenant, Some.Suite).ToString().ShouldBe("acme/suite_ticket/-/ww9876543210fedcba");
        CredentialKey.ProviderAccessToken(Some.Tenant, Some.Corp).ToString().ShouldBe("acme/provider_access_token/ww0123456789abcdef/-");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("acme/access_token/ww1")]
    [InlineData("acme/access_token/ww1/1/2")]
    [InlineData("acme/accesstoken/ww1/1")]
    [InlineData("acme/None/ww1/1")]
    [InlineData("acme/access_token/ww1/0")]
    [InlineData("acme/access_token/ww1/-1")]
    [InlineData("acme/access_token/ww 1/1")]
    [InlineData("/access_token/ww1/1")]
    [InlineData("acme/suite_ticket/ww1/ww2")]
    [InlineData("acme/suite_ticket/-/1000002")]
    [InlineData("acme/provider_access_token/ww1/1")]
    [InlineData("acme/access_token/ww1/-")]
    public void What_is_no_key_is_not_read_as_one(string? text)
    {
        CredentialKey.TryParse(text, out var key).ShouldBeFalse();
        key.Kind.ShouldBe(CredentialKind.None);
    }

    [Fact]
    public void Every_kind_has_a_name_that_is_read_as_that_kind()
    {
        foreach (var kind in Enum.GetValues<CredentialKind>().Where(kind => kind != CredentialKind.None))
        {
            CredentialKindNames.Parse(kind.Name()).ShouldBe(kind);
        }
    }
}
