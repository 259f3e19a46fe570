using System.Text.Json.Serialization;

namespace WecomPlatform.Server.Signing;

/// <summary>How signing's JSON is read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(SignBody))]
internal sealed partial class SignJson : JsonSerializerContext;
