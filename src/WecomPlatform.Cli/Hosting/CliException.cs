namespace WecomPlatform.Cli.Hosting;

/// <summary>The command cannot do what it was told; the user is told why. Its message never holds a secret.</summary>
internal sealed class CliException : Exception
{
    public CliException(int exitCode, string code, string message)
        : base(message) => (ExitCode, Code) = (exitCode, code);

    /// <summary>One of <see cref="Hosting.ExitCode"/>.</summary>
    public int ExitCode { get; }

    /// <summary>The stable code; programs decide by it.</summary>
    public string Code { get; }

    /// <summary>Which rule was broken, where a code has several.</summary>
    public string? Rule { get; init; }

    /// <summary>How many seconds to wait before trying again; null when trying again does not help.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The command line or a setting is wrong.</summary>
    public static CliException Usage(string message) => new(Hosting.ExitCode.Usage, "usage", message);
}
