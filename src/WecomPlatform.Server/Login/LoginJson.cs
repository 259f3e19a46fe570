using System.Text.Json.Serialization;
using WecomPlatform.Server.Login.Identity;

namespace WecomPlatform.Server.Login;

/// <summary>The JSON of logins.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(LoginBody))]
[JsonSerializable(typeof(LoginSessionView))]
[JsonSerializable(typeof(AuthorizeUrlView))]
[JsonSerializable(typeof(LoginIdentity))]
internal sealed partial class LoginJson : JsonSerializerContext;
