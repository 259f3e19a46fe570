namespace WecomPlatform.Grains.Owning;

/// <summary>A suite's credentials: the pushed suite_ticket, the suite_access_token, its login ticket. Key: <c>tenant/suite</c>.</summary>
[Alias("wecom.ISuiteGrain")]
[Orleans.CodeGeneration.Version(1)]
public interface ISuiteGrain : IOwnerGrain;
