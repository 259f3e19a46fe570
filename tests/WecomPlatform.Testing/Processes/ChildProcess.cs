using System.Diagnostics;

namespace WecomPlatform.Testing.Processes;

/// <summary>A real process under test: its output is kept, it can be stopped in every way a machine stops one, and it never outlives the tests.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan ExitDeadline = TimeSpan.FromSeconds(30);
    private static int _count;
    private readonly Process _process;
    private readonly OutputLog _log;
    private readonly Task _exit;

    private ChildProcess(string name, Process process, OutputLog log)
    {
        Name = name;
        Id = process.Id;
        _process = process;
        _log = log;
        _exit = WatchAsync();
    }

    public string Name { get; }

    public int Id { get; }

    public string LogFile => _log.File;

    /// <summary>The last lines of standard output and standard error.</summary>
    public string Output => _log.ToString();

    public bool HasExited => _exit.IsCompleted;

    /// <summary>Null while it runs; 128 + n when signal n ended it.</summary>
    public int? ExitCode => HasExited ? _process.ExitCode : null;

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited => _exit;

    public static ChildProcess Start(ChildProcessOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var info = new ProcessStartInfo(options.FileName, options.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = options.WorkingDirectory ?? "",
        };
        foreach (var (key, value) in options.Environment)
        {
            info.Environment[key] = value;
        }

        var number = Interlocked.Increment(ref _count);
        var log = new OutputLog(Path.Combine(RepositoryPaths.Logs, $"{number:000}-{options.Name}.log"));
        try
        {
            var process = Spawner.Start(info, options.User);
            process.OutputDataReceived += (_, e) => log.Add(e.Data);
            process.ErrorDataReceived += (_, e) => log.Add(e.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return new ChildProcess(options.Name, process, log);
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Starts the program, waits for its end and returns its output; throws when it failed.</summary>
    public static async Task<string> RunAsync(ChildProcessOptions options, TimeSpan? deadline = null)
    {
        var child = Start(options);
        await using (child)
        {
            await child.WaitForExitAsync(deadline);
            return child.ExitCode == 0 ? child.Output : throw child.Failure($"ended with {child.ExitCode}");
        }
    }

    /// <summary>Polls <paramref name="url"/> until it answers with success; throws at once, with the output, when the process ends.</summary>
    public async Task WaitUntilReadyAsync(Uri url, TimeSpan? deadline = null, CancellationToken ct = default)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await WaitUntilReadyAsync(token => AnswersAsync(http, url, token), $"{url} answers with success", deadline, ct);
    }

    /// <summary>Polls <paramref name="ready"/>; throws at once, with the output, when the process ends.</summary>
    public async Task WaitUntilReadyAsync(
        Func<CancellationToken, Task<bool>> ready,
        string what,
        TimeSpan? deadline = null,
        CancellationToken ct = default
    )
    {
        try
        {
            await Eventually.TrueAsync(token => HasExited ? throw Failure("ended before it was ready") : ready(token), what, deadline, ct);
        }
        catch (TimeoutException e)
        {
            throw Failure(e.Message);
        }
    }

    public void Send(PosixSignal signal)
    {
        if (!HasExited)
        {
            _ = Signals.Send(Id, signal);
        }
    }

    /// <summary>SIGSTOP: the process keeps its memory and its connections but does nothing, as after a long pause of its machine.</summary>
    public void Stop() => Send(PosixSignal.Stop);

    /// <summary>SIGCONT.</summary>
    public void Continue() => Send(PosixSignal.Continue);

    /// <summary>SIGTERM, then waits for the end; returns the exit code.</summary>
    public Task<int> TerminateAsync(TimeSpan? deadline = null) => EndAsync(PosixSignal.Terminate, deadline);

    /// <summary>SIGKILL, then waits for the end.</summary>
    public Task<int> KillAsync() => EndAsync(PosixSignal.Kill, null);

    public async Task<int> EndAsync(PosixSignal signal, TimeSpan? deadline = null)
    {
        Send(signal);
        await WaitForExitAsync(deadline);
        return _process.ExitCode;
    }

    public async Task WaitForExitAsync(TimeSpan? deadline = null)
    {
        try
        {
            await _exit.WaitAsync(deadline ?? ExitDeadline);
        }
        catch (TimeoutException)
        {
            throw Failure("did not end in time");
        }
    }

    /// <summary>An exception that shows what the process said last and where the rest is.</summary>
    public InvalidOperationException Failure(string what) => new($"{Name} ({Id}) {what}; log {LogFile}\n{Output}");

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            Send(PosixSignal.Kill);
            await WaitForExitAsync();
        }

        _process.Dispose();
        _log.Dispose();
    }

    private async Task WatchAsync()
    {
        await _process.WaitForExitAsync();
        Spawner.Forget(Id);
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri url, CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync(url, ct);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return false; // One slow answer is no reason to give up before the deadline.
        }
    }
}
