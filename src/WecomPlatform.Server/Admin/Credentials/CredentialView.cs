using System.Buffers.Text;
using System.Text;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Postgres.Credentials;

namespace WecomPlatform.Server.Admin.Credentials;

/// <summary>A credential's state as the admin API shows it; never its value.</summary>
internal sealed record CredentialView(
    string Id,
    string Kind,
    string? CorpId,
    int? AgentId,
    string? SuiteId,
    long Version,
    bool HasValue,
    DateTimeOffset? FetchedAt,
    DateTimeOffset? ExpiresAt,
    string? Owner,
    int Failures,
    string? LastError,
    int? LastErrorCode,
    DateTimeOffset? RetryAt
)
{
    public static CredentialView Of(CredentialReport report) =>
        new(
            IdOf(report.Key),
            report.Key.Kind.Name(),
            report.Key.Corp == default ? null : report.Key.Corp.Value,
            report.Key.App.Agent?.Value,
            report.Key.App.Suite?.Value,
            report.Generation,
            report.HasValue,
            report.FetchedAt,
            report.ExpiresAt,
            report.Owner,
            report.Failures,
            report.LastError,
            report.LastErrorCode,
            report.RetryAt
        );

    /// <summary>A credential's id in paths.</summary>
    public static string IdOf(CredentialKey key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key.ToString()));

    /// <summary>Reads <see cref="IdOf"/> back.</summary>
    public static bool TryParseId(string id, out CredentialKey key)
    {
        key = default;
        return id.Length <= 400
            && Base64Url.IsValid(id)
            && CredentialKey.TryParse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id)), out key);
    }
}
