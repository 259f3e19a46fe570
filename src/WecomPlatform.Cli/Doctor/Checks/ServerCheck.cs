namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether the platform answers and may take traffic.</summary>
internal sealed class ServerCheck : ICheck
{
    public string Name => "server";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct) =>
        examination.Input.Server is not { } server ? Finding.Skipped("No platform was named (--server, WECOM_SERVER).")
        : await examination.ReadyAsync() is not { } answer
            ? Finding.Wrong(
                "no_answer",
                $"{server.Authority} does not answer.",
                "Look at the address and whether the node runs; ./run starts one on this machine."
            )
        : answer.IsSuccess ? Finding.Ok($"{server.Authority} answers.")
        : answer.Status == 503
            ? Finding.Wrong(
                "not_ready",
                $"{server.Authority} takes no traffic now.",
                "It starts, stops, or its database is away: see its log."
            )
        : Finding.Wrong(
            "not_the_platform",
            $"{server.Authority} answers readyz with HTTP {answer.Status}.",
            "Is this the platform's address?"
        );
}
