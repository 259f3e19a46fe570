using System.Globalization;
using System.Text.RegularExpressions;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Load;

/// <summary>Load by h2load: gRPC over HTTP/2 without TLS, and HTTP/1.1 at a fixed rate.</summary>
internal static partial class H2Load
{
    /// <summary>Calls a gRPC method again and again.</summary>
    public static Task<Measurement> CallAsync(
        Target target,
        int seconds,
        string path,
        byte[] frame,
        string key,
        int clients,
        int streams
    ) =>
        RunAsync(
            target,
            seconds,
            new Uri(target.Grpc!, path),
            frame,
            [$"-c{clients}", $"-m{streams}", "-Hcontent-type: application/grpc", "-Hte: trailers", $"-Hauthorization: Bearer {key}"],
            isTimed: false
        );

    /// <summary>Posts at a fixed rate.</summary>
    public static Task<Measurement> PostAsync(Target target, int seconds, Request request, int clients, double rate) =>
        RunAsync(
            target,
            seconds,
            new Uri(target.Rest, request.Path),
            System.Text.Encoding.UTF8.GetBytes(request.Body!),
            [
                "--h1",
                $"-c{clients}",
                "-m1",
                string.Create(CultureInfo.InvariantCulture, $"--rps={Math.Max(1, rate / clients):0}"),
                .. request.Headers.Select(header => $"-H{header.Name}: {header.Value}"),
            ],
            isTimed: true
        );

    // The log of every request is what p50 and p99 are taken from; writing it costs the generator a good part of its rate.
    private static async Task<Measurement> RunAsync(Target target, int seconds, Uri url, byte[] body, string[] options, bool isTimed)
    {
        var folder = Directory.CreateTempSubdirectory();
        var (data, log) = (Path.Combine(folder.FullName, "body"), Path.Combine(folder.FullName, "log"));
        await File.WriteAllBytesAsync(data, body);
        string[] timing = isTimed ? [$"--log-file={log}"] : [];
        var cpu = target.Server.CpuSeconds;
        var output = await ChildProcess.RunAsync(
            new ChildProcessOptions(
                "h2load",
                "/usr/bin/env",
                ["h2load", "-t1", $"-D{seconds}", "-d", data, .. timing, .. options, url.OriginalString]
            ),
            TimeSpan.FromSeconds(seconds + 60)
        );
        cpu = target.Server.CpuSeconds - cpu;
        var times = isTimed ? await ReadTimesAsync(log) : [0];
        folder.Delete(recursive: true);
        var counts = Counts().Match(output);
        var done = double.Parse(counts.Groups["succeeded"].Value, CultureInfo.InvariantCulture);
        if (done == 0 || counts.Groups["failed"].Value != "0")
        {
            throw new InvalidOperationException($"{url} did not answer all requests with success:\n{output}");
        }

        return new Measurement(
            done / seconds,
            times[times.Length / 2],
            times[times.Length * 99 / 100],
            cpu / done * 1e6,
            target.Server.Megabytes
        );
    }

    private static async Task<double[]> ReadTimesAsync(string log) =>
        [
            .. (await File.ReadAllLinesAsync(log))
                .Select(line => line.Split('\t'))
                .Where(line => line is [_, "200", _])
                .Select(line => double.Parse(line[2], CultureInfo.InvariantCulture) / 1000)
                .Order(),
        ];

    [GeneratedRegex(@"(?<succeeded>\d+) succeeded, (?<failed>\d+) failed", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counts();
}
