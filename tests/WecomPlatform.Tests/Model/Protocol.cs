using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Tests.Model;

/// <summary>Everything that can happen next in a world: the steps of both nodes, time, a crash, a failover that loses the last commit.</summary>
internal sealed class Protocol(Rules rules)
{
    private const int LastTick = 6;
    private const int Lease = 3;
    private const int Lifetime = 4;
    private const int MostCalls = 3;

    // Readings of the clock lie apart, as microseconds do: no two of them are equal, nor equal to a number that was counted up.
    private const long ClockStep = 100;
    private const long FallBack = (3 * ClockStep) - 50;

    private static readonly CredentialKey s_key = CredentialKey.AccessToken(TenantId.Parse("t"), CorpId.Parse("c"), AgentId.Create(1));

    private readonly CredentialPolicy _policy = new(new CredentialPolicyOptions { AdvisoryJitter = 0 });

    public IEnumerable<(string What, World Next)> Next(World world)
    {
        if (world.Now < LastTick)
        {
            yield return ("time passes", world with { Now = world.Now + 1 });
        }

        if (!world.HasFailedOver)
        {
            var promoted = world with
            {
                HasFailedOver = true,
                Row = world.RowBeforeLastCommit,
                Excuses = world.Excuses + 2, // of a lease that may have been in use, and of a value that is gone
            };
            yield return ("failover loses the last commit", promoted);
            if (rules.ClockMayFallBack)
            {
                // One value more: a node with a memory cannot tell what another without one wrote since from what came before.
                yield return (
                    "failover loses the last commit and the clock falls back",
                    promoted with
                    {
                        Clock = world.Clock - FallBack,
                        Excuses = promoted.Excuses + 1,
                    }
                );
            }
        }

        foreach (var isA in (bool[])[true, false])
        {
            var name = isA ? "A" : "B";
            if (Step(world, isA) is { } step)
            {
                yield return ($"{name} {step.What}", step.Next);
            }

            if (!world.HasCrashed && world.Node(isA).Step != ModelStep.Idle)
            {
                var hadCalled = world.Node(isA).Step is ModelStep.Called or ModelStep.Answered;
                yield return (
                    $"{name} crashes",
                    (world with { HasCrashed = true, Excuses = world.Excuses + (hadCalled ? 1 : 0) }).With(isA, ModelNode.Fresh)
                );
            }
        }
    }

    private (string What, World Next)? Step(World world, bool isA) =>
        world.Node(isA).Step switch
        {
            ModelStep.Idle => ("reads", Read(world, isA)),
            ModelStep.WantsLease => ("takes", Take(world, isA)),
            ModelStep.HasLease when world.Calls < MostCalls => ("calls WeCom", Call(world, isA)),
            ModelStep.Called => ("is answered", world.With(isA, world.Node(isA) with { Step = ModelStep.Answered })),
            ModelStep.Answered => ("writes", Write(world, isA)),
            ModelStep.WroteOnce => ("writes once more", Write(world, isA)),
            _ => null,
        };

    private World Read(World world, bool isA)
    {
        var node = Adopt(world.Node(isA), world.Row);
        world = Watch(world, isA, node);
        var wants = Decide(node, world.Now).Refresh != RefreshWait.No && (!rules.LeaseExcludes || !world.Row.IsLeased(world.Now));
        return world.With(
            isA,
            node with
            {
                Step =
                    !wants ? ModelStep.Idle
                    : rules.LeaseComesBeforeCall ? ModelStep.WantsLease
                    : ModelStep.HasLease,
                Seen = (world.Row.Generation, world.Row.Fence),
                Fence = 0,
            }
        );
    }

    private World Take(World world, bool isA)
    {
        var node = world.Node(isA);
        var row = world.Row;
        var clock = world.Clock + ClockStep;
        if (row.Take(rules, node.Seen, world.Now, Lease, clock) is not { } taken)
        {
            return world.With(isA, node with { Step = ModelStep.Idle });
        }

        // A lease that was never given back may stand for a call already made: this is what a lost lease may cost.
        var isTakenOver = row.LeaseUntil > 0 && rules.LeaseExcludes;
        var isFresh = row.Generation >= node.SnapshotGeneration && Decide(Adopt(ModelNode.Fresh, row), world.Now).Refresh == RefreshWait.No;
        var next = world.Commit(taken) with
        {
            Clock = clock,
            Excuses = world.Excuses + (isTakenOver ? 1 : 0),
            Violation = world.Violation ?? (isFresh ? "a fresh value is fetched again" : null),
        };
        return next.With(isA, node with { Step = ModelStep.HasLease, Fence = taken.Fence });
    }

    private World Call(World world, bool isA)
    {
        var calls = world.Calls + 1;
        return (world with { Calls = calls }).With(isA, world.Node(isA) with { Step = ModelStep.Called, Answer = calls });
    }

    private World Write(World world, bool isA)
    {
        var node = world.Node(isA);
        var clock = world.Clock + ClockStep;
        var fence = rules.LeaseComesBeforeCall ? node.Fence : world.Row.Fence;
        var after = world.Row.Write(rules, fence, isSame: false, node.SnapshotGeneration, node.Answer, world.Now + Lifetime, clock);
        if (after is not { Generation: var generation } row)
        {
            return world.With(isA, node with { Step = ModelStep.Idle });
        }

        var written = $"{world.Written}{generation}={node.Answer};";
        var isFirst = node.Step == ModelStep.Answered;
        var next = world.Commit(row) with
        {
            Clock = clock,
            Written = written,
            Writes = world.Writes + (isFirst ? 1 : 0),
            Violation =
                world.Violation
                ?? (
                    node.Answer < world.Row.Value ? $"value {node.Answer} was written over the newer {world.Row.Value}"
                    : world.Written.Contains($"{generation}=", StringComparison.Ordinal)
                    && !world.Written.Contains($"{generation}={node.Answer};", StringComparison.Ordinal)
                        ? $"generation {generation} was used for two values"
                    : rules.ReadersNeverGoBack && generation < node.SnapshotGeneration
                        ? $"the writer of generation {generation} goes on with {node.SnapshotGeneration}"
                    : node.Answer == world.Row.Value ? $"value {node.Answer} was written twice"
                    : null
                ),
        };

        // Without an answer from the database, a holder repeats its write.
        return Watch(next, isA, Adopt(node, row))
            .With(isA, Adopt(node, row) with { Step = isFirst && rules.WritesAreRepeated ? ModelStep.WroteOnce : ModelStep.Idle });
    }

    private ModelNode Adopt(ModelNode node, ModelRow row) =>
        rules.ReadersNeverGoBack && row.Generation < node.SnapshotGeneration
            ? node
            : node with
            {
                SnapshotGeneration = row.Generation,
                SnapshotValue = row.Value,
                SnapshotExpiresAt = row.ExpiresAt,
            };

    private static World Watch(World world, bool isA, ModelNode after)
    {
        var before = world.Node(isA);
        var goesBack = after.SnapshotGeneration < before.SnapshotGeneration;
        return world with
        {
            Violation = world.Violation ?? (goesBack ? $"a reader went back to generation {after.SnapshotGeneration}" : null),
        };
    }

    // The real policy decides, on moments of the model's time.
    private CredentialDecision Decide(ModelNode node, int now)
    {
        var instant = At(now);
        var row = new CredentialRow(s_key)
        {
            ReadAt = instant,
            Generation = new Generation(node.SnapshotGeneration),
            Value = node.SnapshotValue == 0 ? null : new Secret($"v{node.SnapshotValue}"),
            Remaining = TimeSpan.FromMinutes(node.SnapshotExpiresAt - now),
            Lifetime = TimeSpan.FromMinutes(Lifetime),
        };
        return CredentialPolicy.Decide(_policy.Adopt(row, TimeProvider.System), Generation.None, instant);
    }

    private static Instant At(int tick) =>
        new(DateTimeOffset.UnixEpoch.AddMinutes(tick), tick * TimeProvider.System.TimestampFrequency * 60);
}
