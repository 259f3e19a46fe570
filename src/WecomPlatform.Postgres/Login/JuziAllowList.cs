namespace WecomPlatform.Postgres.Login;

/// <summary>Whose members may log in through Juzi. Of two lists that are not empty, both must hold.</summary>
/// <param name="Orgs">Organizations at Juzi.</param>
/// <param name="Corps">Corps of hosted accounts.</param>
public sealed record JuziAllowList(IReadOnlyList<string> Orgs, IReadOnlyList<string> Corps)
{
    /// <summary>Whether nobody may.</summary>
    public bool IsEmpty => Orgs.Count == 0 && Corps.Count == 0;

    /// <summary>Whether a member may.</summary>
    public bool Lets(string org, string corp) => !IsEmpty && Holds(Orgs, org) && Holds(Corps, corp);

    private static bool Holds(IReadOnlyList<string> list, string id) => list.Count == 0 || list.Contains(id, StringComparer.Ordinal);
}
