using System.Text.Json.Serialization;

namespace WecomPlatform.Server.Tokens;

/// <summary>The JSON of tokens.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(RejectBody))]
[JsonSerializable(typeof(TokenView))]
internal sealed partial class TokenJson : JsonSerializerContext;
