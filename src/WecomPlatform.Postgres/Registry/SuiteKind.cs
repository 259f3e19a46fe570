namespace WecomPlatform.Postgres.Registry;

/// <summary>What kind of suite.</summary>
public enum SuiteKind
{
    /// <summary>A third-party app (第三方应用), which corps install.</summary>
    ThirdParty,

    /// <summary>A login suite (登录授权), which nobody installs: it has a ticket of its own.</summary>
    Login,

    /// <summary>A template of customised apps (代开发模板, dk…).</summary>
    Template,
}
