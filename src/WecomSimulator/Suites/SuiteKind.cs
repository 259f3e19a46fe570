namespace WecomSimulator.Suites;

internal enum SuiteKind
{
    /// <summary>第三方应用: corps install it; its apps' tokens come from get_corp_token (wecom-api.md §5).</summary>
    ThirdParty,

    /// <summary>登录授权: nothing is installed (§4, §6.6).</summary>
    Login,

    /// <summary>代开发模板 (dk…): its apps in the corps are customised ones, and their permanent codes are their secrets (§5.12).</summary>
    Template,
}
