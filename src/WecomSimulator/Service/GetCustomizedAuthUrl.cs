using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using WecomSimulator.Authorizations;
using WecomSimulator.Cgi;
using WecomSimulator.Suites;

namespace WecomSimulator.Service;

/// <summary>POST /cgi-bin/service/get_customized_auth_url: the QR by which corps authorize templates (wecom-api.md §5.11).</summary>
internal sealed class GetCustomizedAuthUrl : ICgiApi
{
    private const int ExpiresIn = 864_000;
    private const int MaxStateLength = 32;
    private const int MaxTemplates = 9;
    private const int KeyLength = 32;

    public string Path => "/cgi-bin/service/get_customized_auth_url";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = ProviderTokens.Check(world, call, out var provider);
        if (provider is null)
        {
            return CgiAnswer.Error(errcode);
        }

        if (call.Body is null)
        {
            return CgiAnswer.Error(ErrCode.BodyNotJson);
        }

        var state = call.Text("state") ?? "";
        var templates = Templates(call.Body["templateid_list"]);
        if (state.Length > MaxStateLength || !state.All(char.IsAsciiLetterOrDigit) || templates is null)
        {
            return CgiAnswer.Error(ErrCode.WrongParameter);
        }

        if (
            templates.Exists(id =>
                world.Suites.Find(id) is not { Kind: SuiteKind.Template } suite || suite.ProviderCorpId != provider.CorpId
            )
        )
        {
            return CgiAnswer.Error(ErrCode.WrongSuiteId);
        }

        var key = RandomNumberGenerator.GetHexString(KeyLength, lowercase: true);
        world.Installs.Add(new Invitation(key, templates, state, call.At.AddSeconds(ExpiresIn)));
        // WeCom's is the picture of a QR code; here it is the page that one would open by it.
        return CgiAnswer.Ok(new JsonObject { ["qrcode_url"] = $"{call.Site}/3rdapp/customized?key={key}", ["expires_in"] = ExpiresIn });
    }

    private static List<string>? Templates(JsonNode? list) =>
        list is JsonArray { Count: > 0 and <= MaxTemplates } ids && ids.All(id => id?.GetValueKind() == JsonValueKind.String)
            ? [.. ids.Select(id => id!.GetValue<string>())]
            : null;
}
