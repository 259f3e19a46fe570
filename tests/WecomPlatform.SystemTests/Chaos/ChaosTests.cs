using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>Everything goes wrong that can, in an order drawn from a seed, and what was promised holds.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Shown = 20;

    [Fact]
    public async Task Whatever_happens_only_living_tickets_sign_nothing_goes_back_and_nobody_is_refused_without_need()
    {
        var options = ChaosOptions.Read();
        output.WriteLine($"{options}");
        await using var run = await ChaosRun.StartAsync(options);
        ChaosEvidence evidence;
        try
        {
            evidence = await run.GoAsync();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{options}: {error.Message}", error);
        }

        var signatures = new SignatureCheck(evidence);
        output.WriteLine(ChaosReport.Of(evidence, run.Healed));
        IReadOnlyList<string> violations =
        [
            .. signatures.Violations,
            .. OrderCheck.Violations(signatures.Signed),
            .. RowCheck.Violations(evidence),
            .. CallCheck.Violations(evidence),
            .. new FailureCheck(evidence, signatures.Signed).Violations(),
        ];

        violations.ShouldBeEmpty($"{options}: {violations.Count} violations\n{string.Join('\n', violations.Take(Shown))}");
        run.Healed.ShouldBeLessThan(ChaosRun.HealingBound, $"{options}");
    }
}
