using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Onboarding;

/// <summary>An installation that a SaaS began from its own site.</summary>
/// <param name="Tenant">Whose suite.</param>
/// <param name="Suite">The suite.</param>
/// <param name="RedirectUri">Where the browser arrives in the end.</param>
/// <param name="State">What the SaaS gets back there.</param>
public sealed record InstallSession(TenantId Tenant, SuiteId Suite, string RedirectUri, string State);
