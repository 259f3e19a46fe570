namespace WecomPlatform.SystemTests.Chaos;

/// <summary>
/// A node never goes back: an answer that was asked for after another one was there is not signed with an older ticket. Values are
/// written in the order in which WeCom issued them, since what was issued to a holder that was overtaken is never written. Only a node
/// that was killed forgets what it held, and only a failover to a standby that is behind can leave it an older row to read.
/// </summary>
public static class OrderCheck
{
    public static IEnumerable<string> Violations(ChaosEvidence evidence, IEnumerable<SignedWith> signed) =>
        signed
            .GroupBy(page => (page.Answer.Node, page.Answer.App))
            .SelectMany(pages =>
                Back(evidence, [.. pages], page => page.Corp, "corp").Concat(Back(evidence, [.. pages], page => page.Agent, "agent"))
            );

    private static IEnumerable<string> Back(
        ChaosEvidence evidence,
        IReadOnlyList<SignedWith> pages,
        Func<SignedWith, IssuedValue> ticket,
        string kind
    )
    {
        var received = new Queue<SignedWith>(pages.OrderBy(page => page.Answer.Received));
        var newest = DateTimeOffset.MinValue;
        foreach (var page in pages.OrderBy(page => page.Answer.Sent))
        {
            while (received.TryPeek(out var before) && before.Answer.Received < page.Answer.Sent)
            {
                newest = Later(newest, ticket(received.Dequeue()).IssuedAt);
            }

            if (ticket(page).IssuedAt < newest && !IsForgotten(evidence, page.Answer, newest))
            {
                yield return $"went back to the {kind} ticket of {ticket(page).IssuedAt:HH:mm:ss.fff} from that of {newest:HH:mm:ss.fff}: {page.Answer}";
            }
        }
    }

    // A value is written some time after WeCom has issued it.
    private static bool IsForgotten(ChaosEvidence evidence, ChaosAnswer answer, DateTimeOffset issuedAt) =>
        evidence.MayBeLost(issuedAt, issuedAt + ChaosNodes.FetchTimeout)
        && evidence.Disturbances.Any(disturbance =>
            disturbance is { Kind: DisturbanceKind.Node, What: "killed" }
            && disturbance.Node == answer.Node
            && disturbance.Begin > issuedAt
            && disturbance.Begin < answer.Received
        );

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
