namespace WecomPlatform.Tests.Onboarding;

/// <summary>The tests that share a simulator and a node; faults are everybody's, so they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OnboardingCollection : ICollectionFixture<OnboardingFixture>
{
    public const string Name = "onboarding";
}
