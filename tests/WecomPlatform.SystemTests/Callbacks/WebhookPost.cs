namespace WecomPlatform.SystemTests.Callbacks;

/// <summary>A message as a tenant's server got it.</summary>
internal sealed record WebhookPost(string Body, IReadOnlyDictionary<string, string> Query, string Signature, string Delivery);
