using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Admin.Authorizations;

/// <summary>How far a customised app (代开发应用) has come.</summary>
internal static class Stages
{
    public static string Of(AuthorizationRecord authorization) =>
        authorization.HasToken ? "online"
        : authorization.IsSetUp ? "inDevelopment"
        : "authorized";
}
