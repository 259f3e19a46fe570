namespace WecomPlatform.Server.Owners;

/// <summary>The owners of credentials.</summary>
public sealed class OwnersOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Owners";

    /// <summary><c>postgres</c> or <c>orleans</c>, which only builds with Orleans have. Default: postgres.</summary>
    public OwnersEngine Engine { get; set; }

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (!Enum.IsDefined(Engine))
        {
            yield return "Owners:Engine must be postgres or orleans.";
        }
    }
}
