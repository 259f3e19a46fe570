using System.Globalization;
using System.Text.RegularExpressions;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Load;

/// <summary>Load by wrk: HTTP/1.1 on 64 connections.</summary>
internal static partial class Wrk
{
    private const int Connections = 64;

    /// <summary>Sends one request again and again.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="request">The request.</param>
    /// <param name="depth">How many requests are sent at once on each connection.</param>
    public static async Task<Measurement> RunAsync(Target target, int seconds, Request request, int depth = 1)
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, Script(request, depth));
        var cpu = target.Server.CpuSeconds;
        var output = await ChildProcess.RunAsync(
            new ChildProcessOptions(
                "wrk",
                "/usr/bin/env",
                ["wrk", "-t2", $"-c{Connections}", $"-d{seconds}s", "--latency", "-s", script, target.Rest.OriginalString]
            ),
            TimeSpan.FromSeconds(seconds + 30)
        );
        cpu = target.Server.CpuSeconds - cpu;
        File.Delete(script);
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{target.Rest} did not answer all requests with success:\n{output}");
        }

        var count = double.Parse(Count().Match(output).Groups["count"].Value, CultureInfo.InvariantCulture);
        return new Measurement(
            double.Parse(Rate().Match(output).Groups["rate"].Value, CultureInfo.InvariantCulture),
            Latency(output, "50%"),
            Latency(output, "99%"),
            cpu / count * 1e6,
            target.Server.Megabytes
        );
    }

    private static string Script(Request request, int depth)
    {
        var headers = string.Concat(request.Headers.Select(header => $"wrk.headers[\"{header.Name}\"] = \"{header.Value}\"\n"));
        return $$"""
            wrk.method = "{{request.Method}}"
            wrk.path = "{{request.Path}}"
            {{headers}}
            {{(request.Body is null ? "" : $"wrk.body = [[{request.Body}]]")}}
            init = function(args)
              local all = {}
              for i = 1, {{depth}} do all[i] = wrk.format() end
              sent = table.concat(all)
            end
            request = function() return sent end
            """;
    }

    private static double Latency(string output, string share)
    {
        var match = Percentiles().Matches(output).First(match => match.Groups["share"].Value == share);
        var value = double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "us" => value / 1000,
            "s" => value * 1000,
            _ => value,
        };
    }

    [GeneratedRegex(
        @"^\s+(?<share>\d+%)\s+(?<value>[\d.]+)(?<unit>us|ms|s)\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Percentiles();

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"(?<count>\d+) requests in", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Count();
}
