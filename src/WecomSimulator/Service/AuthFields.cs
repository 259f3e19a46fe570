using System.Text.Json.Nodes;
using WecomSimulator.Authorizations;
using WecomSimulator.Suites;

namespace WecomSimulator.Service;

/// <summary>What is told of an authorization (wecom-api.md §5.5 to §5.7); nearly every other field may be missing there, too.</summary>
internal static class AuthFields
{
    internal enum Detail
    {
        Short,
        Full,
    }

    public static JsonObject Corp(World world, Authorization authorization, Detail detail)
    {
        var corp = world.Corps.Find(authorization.CorpId)!;
        var fields = new JsonObject { ["corpid"] = corp.Id, ["corp_name"] = corp.Name };
        if (detail == Detail.Full)
        {
            fields["corp_type"] = "verified";
            fields["corp_user_max"] = 50;
            fields["corp_full_name"] = corp.Name;
            fields["subject_type"] = 1;
        }

        return fields;
    }

    /// <summary>Exactly one agent, as single-app suites have.</summary>
    public static JsonObject App(World world, Suite suite, Authorization authorization)
    {
        var app = world.Corps.Find(authorization.CorpId, authorization.AgentId)!;
        var agent = new JsonObject
        {
            ["agentid"] = app.AgentId,
            ["name"] = app.Name,
            ["auth_mode"] = 0,
            ["is_customized_app"] = suite.Kind == SuiteKind.Template,
            ["auth_from_thirdapp"] = false,
            ["privilege"] = new JsonObject
            {
                ["level"] = 1,
                ["allow_party"] = new JsonArray(1),
                ["allow_user"] = new JsonArray(),
                ["allow_tag"] = new JsonArray(),
            },
        };
        return new JsonObject { ["agent"] = new JsonArray(agent) };
    }

    public static JsonObject Administrator() => new() { ["userid"] = "admin", ["name"] = "admin" };
}
