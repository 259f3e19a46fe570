using System.Diagnostics;
using System.Text;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Testing.Cli;

/// <summary><c>wecom</c>, each time as a process of its own.</summary>
public static class WecomProgram
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    /// <summary>The program.</summary>
    public static string Path => RepositoryPaths.Program("WecomPlatform.Cli", "wecom");

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it can read on standard input.</param>
    /// <param name="environment">Set for it; nothing of the tests' own WECOM_… is.</param>
    public static async Task<CliAnswer> RunAsync(
        IReadOnlyList<string> arguments,
        string input = "",
        IReadOnlyDictionary<string, string?>? environment = null
    )
    {
        var info = new ProcessStartInfo(DotnetProgram.Host, [Path, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in info.Environment.Keys.Where(name => name.StartsWith("WECOM_", StringComparison.Ordinal)).ToList())
        {
            info.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            info.Environment[name] = value;
        }

        using var process = Process.Start(info) ?? throw new InvalidOperationException("wecom does not start.");
        using var deadline = new CancellationTokenSource(s_deadline);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(deadline.Token);
            return new CliAnswer(process.ExitCode, await output, await error);
        }
        catch (IOException) when (process.HasExited)
        {
            return new CliAnswer(process.ExitCode, await output, await error); // It did not want the input.
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
