using WecomPlatform.SystemTests.Browser;

namespace WecomPlatform.SystemTests.Login;

/// <summary>The tests that share one site to log in to, and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class LoginCollection : ICollectionFixture<LoginSite>, ICollectionFixture<BrowserFixture>
{
    public const string Name = "login";
}
