namespace WecomPlatform.Tests.Scale;

/// <summary>Which node a request of an app goes to.</summary>
public enum Balancing
{
    /// <summary>Always the same: the balancer hashes the corpid.</summary>
    ByCorp,

    /// <summary>Any.</summary>
    Random,
}
