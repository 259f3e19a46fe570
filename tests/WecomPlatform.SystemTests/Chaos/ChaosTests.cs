using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>Everything goes wrong that can, in an order drawn from a seed, and what was promised holds.</summary>
[Trait("Category", "Chaos")]
[Collection(AloneCollection.Name)]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Shown = 6;

    public static TheoryData<int, EngineMix> Runs
    {
        get
        {
            var runs = new TheoryData<int, EngineMix>();
            foreach (var (seed, engine) in ChaosOptions.Runs())
            {
                runs.Add(seed, engine);
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Whatever_happens_only_living_tickets_sign_nothing_goes_back_and_nobody_is_refused_without_need(
        int seed,
        EngineMix engine
    )
    {
        var options = ChaosOptions.Of(seed, engine);
        output.WriteLine($"{options}");
        await using var run = await ChaosRun.StartAsync(options);
        ChaosEvidence evidence;
        try
        {
            evidence = await run.GoAsync();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{options}: {error.Message}\n{string.Join('\n', run.Disturbances)}", error);
        }

        var signatures = new SignatureCheck(evidence);
        output.WriteLine(ChaosReport.Of(evidence, run.Healed));
        (string Rule, IReadOnlyList<string> Violations)[] rules =
        [
            ("living tickets sign", signatures.Violations),
            ("no node goes back", [.. OrderCheck.Violations(evidence, signatures.Signed)]),
            ("rows only grow", [.. RowCheck.Violations(evidence)]),
            ("versions only grow", [.. VersionCheck.Violations(evidence)]),
            ("budgets are never exceeded", [.. BudgetCheck.Violations(evidence)]),
            ("one lease, one call", [.. CallCheck.Violations(evidence)]),
            ("nobody is refused without need", [.. new FailureCheck(evidence, signatures.Signed).Violations()]),
        ];

        var broken = rules
            .Where(rule => rule.Violations.Count > 0)
            .Select(rule => $"{rule.Rule}: broken {rule.Violations.Count} times\n{string.Join('\n', rule.Violations.Take(Shown))}")
            .ToList();
        broken.Count.ShouldBe(0, $"{options}\n{string.Join('\n', broken)}");
        run.Healed.ShouldBeLessThan(ChaosRun.HealingBound, $"{options}");
    }
}
