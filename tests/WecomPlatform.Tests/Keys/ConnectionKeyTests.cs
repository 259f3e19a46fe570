using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Registry;

namespace WecomPlatform.Tests.Keys;

/// <summary>A connection remembers a key only as long as it stands as it did when it was verified.</summary>
public sealed class ConnectionKeyTests
{
    private const string Header = "Bearer sk_a_secret";

    private static readonly ApiKeyRecord s_key = new("a", Some.Tenant, ApiKeyKind.Secret, [], ["sign"], 0, true, DateTimeOffset.UnixEpoch);

    private readonly ConnectionKey _connection = new();
    private readonly Line<ApiKeyRecord> _line = new();

    public ConnectionKeyTests() => _line.Set(s_key, 0);

    [Fact]
    public void The_header_that_was_verified_is_known_and_no_other()
    {
        _connection.Find(Header).ShouldBeNull();
        _connection.Remember(Header, s_key, _line);

        _connection.Find(Header).ShouldBe(s_key);
        _connection.Find(Header + "x").ShouldBeNull();
        _connection.Find(Header[..^1]).ShouldBeNull();
        _connection.Find(string.Empty).ShouldBeNull();
    }

    [Fact]
    public void A_key_that_was_changed_or_deleted_has_to_be_verified_again()
    {
        _connection.Remember(Header, s_key, _line);

        _line.Set(s_key with { TenantEnabled = false }, 1);
        _connection.Find(Header).ShouldBeNull();

        _line.Set(null, 2);
        _connection.Find(Header).ShouldBeNull();
    }

    [Fact]
    public void A_key_whose_line_is_not_held_is_not_remembered()
    {
        _connection.Remember(Header, s_key, null);

        _connection.Find(Header).ShouldBeNull();
    }
}
