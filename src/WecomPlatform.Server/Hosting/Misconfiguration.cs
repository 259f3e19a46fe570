using Microsoft.Extensions.Options;

namespace WecomPlatform.Server.Hosting;

/// <summary>A node that is configured wrongly says what is wrong, in words for who runs it, and does not start.</summary>
internal static class Misconfiguration
{
    private const int ExitCode = 1;

    /// <summary>Checks all options, before anything is started that could fail of them in its own words.</summary>
    public static void CheckOptions(this WebApplication app) => app.Services.GetRequiredService<IStartupValidator>().Validate();

    /// <summary>What is wrong with the configuration, one sentence each; empty when the error says something else.</summary>
    public static IReadOnlyList<string> Find(Exception error) =>
        error switch
        {
            OptionsValidationException invalid => [.. invalid.Failures],
            AggregateException several => [.. several.InnerExceptions.SelectMany(Find)],
            InvalidOperationException when Unreadable(error.Message) is { } fault => [fault],
            _ => [],
        };

    /// <summary>Tells the operator.</summary>
    /// <returns>The process' exit code.</returns>
    public static int Tell(IEnumerable<string> faults)
    {
        Console.Error.WriteLine("The node does not start, its configuration is wrong:");
        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"- {fault}");
        }

        Console.Error.WriteLine(
            "An option A:B is set as A__B in the environment, as --A:B=value on the command line, or in appsettings.json."
        );
        return ExitCode;
    }

    private static string Form(string type) =>
        type switch
        {
            "System.TimeSpan" => "a span of time: [days.]hours:minutes:seconds, e.g. 00:00:30",
            "System.Int32" or "System.Int64" => "a whole number",
            "System.Double" => "a number, e.g. 0.05",
            "System.Boolean" => "true or false",
            _ => type[(type.LastIndexOf('.') + 1)..],
        };

    // "Failed to convert configuration value '…' at 'Option' to type 'Type'.": not repeated as it is, for the value may be a secret that
    // was put in the wrong place.
    private static string? Unreadable(string message)
    {
        var parts = message.Split('\'');
        return parts is [.., " at ", var option, " to type ", var type, _] ? $"{option} cannot be read as {Form(type)}." : null;
    }
}
