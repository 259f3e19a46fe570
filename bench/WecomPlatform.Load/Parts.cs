namespace WecomPlatform.Load;

/// <summary>What is measured, in parts that take a minute or two each. Platform and other take turns, so that a machine's moods hit both.</summary>
internal static class Parts
{
    private const int Rounds = 5;
    private const int Seconds = 3;
    private const int WarmUp = 10;
    private const int Depth = 16;
    private const int BatchSize = 1000;
    private const string Sign = "/wecom.platform.v1.Signatures/Sign";
    private const string SignBatch = "/wecom.platform.v1.Signatures/SignBatch";

    public static async Task<IReadOnlyList<Result>> RunAsync(string part, Rig rig) =>
        part switch
        {
            "rest" =>
            [
                await CompareAsync("REST POST, 64 connections", rig, 0.93, target => Wrk.RunAsync(target, Seconds, rig.Post)),
                await CompareAsync("REST GET, 64 connections", rig, 0.93, target => Wrk.RunAsync(target, Seconds, rig.Get)),
            ],
            "pipelined" =>
            [
                await CompareAsync("REST POST, 16 pipelined", rig, 0.70, target => Wrk.RunAsync(target, Seconds, rig.Post, Depth)),
                await CompareAsync("REST GET, 16 pipelined", rig, 0.70, target => Wrk.RunAsync(target, Seconds, rig.Get, Depth)),
            ],
            "grpc" =>
            [
                await CompareAsync("gRPC Sign, 8 connections × 32 streams", rig, 0.88, target => CallAsync(rig, target, Seconds, 8, 32)),
                await CompareAsync("gRPC Sign, 64 connections × 1 stream", rig, 0.97, target => CallAsync(rig, target, Seconds, 64, 1)),
            ],
            "batch" => [await BatchAsync(rig, isGrpc: false), await BatchAsync(rig, isGrpc: true)],
            "peers" => await PeersAsync(rig),
            "latency" => [await LatencyAsync(rig)],
            "report" => [],
            _ => throw new ArgumentException(
                $"Unknown part {part}: rest, pipelined, grpc, batch, peers, latency, report, steady.",
                nameof(part)
            ),
        };

    /// <summary>A node runs for weeks: before anything counts, its code has been compiled for good. So has the bare server's.</summary>
    public static async Task WarmUpAsync(Rig rig)
    {
        foreach (var target in new[] { rig.Platform, rig.Bare })
        {
            await Wrk.RunAsync(target, WarmUp, rig.Post, Depth);
            await Wrk.RunAsync(target, WarmUp, rig.Get, Depth);
            await CallAsync(rig, target, WarmUp, 8, 32);
        }

        await Wrk.RunAsync(rig.Platform, WarmUp, rig.Batch(BatchSize));
        await H2Load.CallAsync(rig.Platform, WarmUp, SignBatch, rig.BatchFrame(BatchSize), rig.BatchKey, 4, 1);
    }

    private static Task<Measurement> CallAsync(Rig rig, Target target, int seconds, int clients, int streams) =>
        H2Load.CallAsync(target, seconds, Sign, rig.SignFrame(), rig.Key, clients, streams);

    private static Task<Result> CompareAsync(string name, Rig rig, double goal, Func<Target, Task<Measurement>> run) =>
        CompareAsync(name, rig.Platform, rig.Bare, "bare", goal, run);

    private static async Task<Result> CompareAsync(
        string name,
        Target platform,
        Target other,
        string otherName,
        double goal,
        Func<Target, Task<Measurement>> run
    )
    {
        var (ours, theirs) = await TakeTurnsAsync(() => run(platform), () => run(other));
        return new Result(name, ours, theirs, otherName, goal);
    }

    // The first round warms both up and does not count.
    private static async Task<(Measurement Ours, Measurement Theirs)> TakeTurnsAsync(
        Func<Task<Measurement>> first,
        Func<Task<Measurement>> second
    )
    {
        var (ours, theirs) = (new List<Measurement>(), new List<Measurement>());
        for (var round = 0; round <= Rounds; round++)
        {
            ours.Add(await first());
            theirs.Add(await second());
        }

        return (Measurement.MedianOf(ours[1..]), Measurement.MedianOf(theirs[1..]));
    }

    private static async Task<Result> BatchAsync(Rig rig, bool isGrpc)
    {
        var batch = rig.Batch(BatchSize);
        var frame = rig.BatchFrame(BatchSize);
        var (ours, raw) = await TakeTurnsAsync(
            async () =>
            {
                var run = isGrpc
                    ? await H2Load.CallAsync(rig.Platform, Seconds, SignBatch, frame, rig.BatchKey, 4, 1)
                    : await Wrk.RunAsync(rig.Platform, Seconds, batch);
                return run with { PerSecond = run.PerSecond * BatchSize, Cpu = run.Cpu / BatchSize };
            },
            () => RawHash.RunAsync(Seconds)
        );
        return new Result(
            $"{(isGrpc ? "gRPC" : "REST")} batch of 1000, signatures",
            ours,
            raw,
            "SHA1.HashData, two threads",
            isGrpc ? 0.50 : 0.60
        );
    }

    private static async Task<IReadOnlyList<Result>> PeersAsync(Rig rig)
    {
        var results = new List<Result>();
        foreach (var (name, workers, goal) in new[] { ("express", 1, 0), ("express", 2, 4.5), ("fastify", 1, 0), ("fastify", 2, 1.25) })
        {
            var peer = await rig.StartPeerAsync(name, workers);
            var who = workers == 1 ? $"{name}, one process" : $"{name}, two workers";
            results.Add(
                await CompareAsync($"REST POST ÷ {who}", rig.Platform, peer, who, goal, target => Wrk.RunAsync(target, Seconds, rig.Post))
            );
        }

        return results;
    }

    private static async Task<Result> LatencyAsync(Rig rig)
    {
        const int Clients = 64;
        var peak = await H2Load.PostAsync(rig.Platform, Seconds, rig.Post, Clients, 1_000_000);
        var (ours, bare) = await TakeTurnsAsync(
            () => H2Load.PostAsync(rig.Platform, Seconds, rig.Post, Clients, peak.PerSecond / 2),
            () => H2Load.PostAsync(rig.Bare, Seconds, rig.Post, Clients, peak.PerSecond / 2)
        );
        return new Result("REST POST, p99 at half of the peak rate", ours, bare, "bare", 1.3, IsLatency: true);
    }
}
