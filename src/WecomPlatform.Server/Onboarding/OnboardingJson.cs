using System.Text.Json.Serialization;

namespace WecomPlatform.Server.Onboarding;

/// <summary>The JSON of installations.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(InstallSessionBody))]
[JsonSerializable(typeof(InstallSessionView))]
[JsonSerializable(typeof(CustomizedAuthBody))]
[JsonSerializable(typeof(CustomizedAuthView))]
internal sealed partial class OnboardingJson : JsonSerializerContext;
