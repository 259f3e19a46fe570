using WecomPlatform.Postgres.Login;

namespace WecomPlatform.Server.Admin.Tenants;

/// <summary>The allow list for Juzi (句子秒回) as the admin API takes and shows it.</summary>
/// <param name="OrgIds">Organizations at Juzi.</param>
/// <param name="CorpIds">Corps of hosted accounts.</param>
internal sealed record JuziText(string[]? OrgIds, string[]? CorpIds)
{
    private const int Max = 1000;
    private const int MaxLength = 64;

    /// <summary>Whether both hold ids: visible ASCII, at most 64 characters, at most 1000 of them.</summary>
    public bool IsValid => AreIds(OrgIds) && AreIds(CorpIds);

    public JuziAllowList ToList() => new(OrgIds ?? [], CorpIds ?? []);

    public static JuziText? Of(JuziAllowList? list) => list is null or { IsEmpty: true } ? null : new([.. list.Orgs], [.. list.Corps]);

    private static bool AreIds(string[]? ids) =>
        ids is null
        || (ids.Length <= Max && ids.All(id => id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExceptInRange('!', '~')));
}
