using System.Text.Json.Nodes;

namespace WecomSimulator.Cgi;

/// <summary>What an API answers. <paramref name="Fields"/> beside an error are the empty typed fields of wecom-api.md §0.1.</summary>
internal sealed record CgiAnswer(int Errcode, JsonObject? Fields)
{
    public static CgiAnswer Ok(JsonObject fields) => new(ErrCode.Ok, fields);

    public static CgiAnswer Error(int errcode, JsonObject? emptyFields = null) => new(errcode, emptyFields);
}
