namespace WecomPlatform.Postgres.Login;

/// <summary>The flows' names as they stand in the API, in urls and in the database.</summary>
public static class LoginFlowNames
{
    /// <summary>The flow's stable name, e.g. <c>thirdParty</c>.</summary>
    public static string Name(this LoginFlow flow) =>
        flow switch
        {
            LoginFlow.ThirdParty => "thirdParty",
            LoginFlow.Web => "web",
            LoginFlow.CorpWeb => "corpWeb",
            LoginFlow.SelfBuilt => "selfBuilt",
            LoginFlow.LegacyQr => "legacyQr",
            LoginFlow.Juzi => "juzi",
            _ => throw new ArgumentOutOfRangeException(nameof(flow), "No such flow."),
        };

    /// <summary>The flow of that name; null when there is none.</summary>
    public static LoginFlow? Parse(string? name) =>
        name switch
        {
            "thirdParty" => LoginFlow.ThirdParty,
            "web" => LoginFlow.Web,
            "corpWeb" => LoginFlow.CorpWeb,
            "selfBuilt" => LoginFlow.SelfBuilt,
            "legacyQr" => LoginFlow.LegacyQr,
            "juzi" => LoginFlow.Juzi,
            _ => null,
        };
}
