namespace WecomPlatform.Postgres.Registry;

/// <summary>The suites' kinds as they stand in the database and the admin API.</summary>
public static class SuiteKindNames
{
    /// <summary>The kind's stable name.</summary>
    public static string Name(SuiteKind kind) =>
        kind switch
        {
            SuiteKind.ThirdParty => "thirdParty",
            SuiteKind.Login => "login",
            SuiteKind.Template => "template",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), "No such kind of suite."),
        };

    /// <summary>The kind of that name; null when there is none.</summary>
    public static SuiteKind? Parse(string? name) =>
        name switch
        {
            "thirdParty" => SuiteKind.ThirdParty,
            "login" => SuiteKind.Login,
            "template" => SuiteKind.Template,
            _ => null,
        };
}
