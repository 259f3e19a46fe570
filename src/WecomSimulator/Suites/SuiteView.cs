namespace WecomSimulator.Suites;

/// <summary>A suite as <c>/_sim</c> shows it and the state file keeps it. Secrets are shown: this is a simulator.</summary>
internal sealed record SuiteView(string Id, DateTimeOffset Since, Suite Suite)
{
    public static SuiteView Of(Suite suite) => new(suite.Id, suite.Since, suite);

    public Suite ToSuite() => Suite with { Id = Id, Since = Since };
}
