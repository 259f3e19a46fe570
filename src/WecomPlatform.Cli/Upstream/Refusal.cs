using WecomPlatform.Cli.Hosting;
using WecomPlatform.Cli.Http;
using WecomPlatform.Wecom.Errors;

namespace WecomPlatform.Cli.Upstream;

/// <summary>Why a ticket or a signature cannot be had, whoever was asked: the code is the one that the platform answers.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Text">What was answered, for people.</param>
/// <param name="Errcode">WeCom's errcode, when WeCom was asked.</param>
/// <param name="SeenIp">The caller's address as WeCom saw it.</param>
internal sealed record Refusal(string Code, string Text, int? Errcode = null, string? SeenIp = null)
{
    /// <summary>What WeCom says.</summary>
    public static Refusal Of(WecomError error) =>
        new(
            error.Reaction switch
            {
                WecomReaction.RejectSecret => "secret_rejected",
                WecomReaction.AllowIp => "ip_not_allowed",
                WecomReaction.CorrectCorp => "corp_rejected",
                WecomReaction.SuspendAuthorization => "authorization_cancelled",
                WecomReaction.WaitOutLimit => "rate_limited",
                WecomReaction.Backoff => "upstream_unavailable",
                _ when error.Code == WecomErrorCode.AgentNotPermitted => "secret_of_other_agent",
                _ => "upstream_refused",
            },
            Explain(error),
            error.Code,
            error.SeenIp
        );

    /// <summary>What the platform says. That WeCom limits an app is "not now" to a page, and worth a word of its own here.</summary>
    public static Refusal Of(PlatformAnswer answer) =>
        new(
            answer.Code == "upstream_unavailable" && answer.Detail.Contains($"{WecomErrorCode.FrequencyLimit}", StringComparison.Ordinal)
                ? "rate_limited"
                : answer.Code,
            answer.Detail
        );

    /// <summary>The refusal as an error of the command.</summary>
    public CliException ToException() =>
        new(Code is "rate_limited" or "upstream_unavailable" ? ExitCode.Unavailable : ExitCode.Refused, Code, Text);

    private static string Explain(WecomError error) =>
        error.Reaction switch
        {
            WecomReaction.RejectSecret =>
                $"WeCom does not take the secret ({error.Code}): it is wrong, was reset, is another corp's, or the app is disabled.",
            WecomReaction.AllowIp =>
                $"WeCom refuses calls from this machine's address{(error.SeenIp is { } ip ? " " + ip : string.Empty)} ({error.Code}): it is not on the app's IP list (企业可信IP).",
            WecomReaction.CorrectCorp => $"WeCom does not know this corpid ({error.Code}).",
            WecomReaction.WaitOutLimit => $"WeCom limits these calls ({error.Code}): they were made too often.",
            WecomReaction.Backoff => error.Code is null ? error.Message : $"WeCom is busy ({error.Code}).",
            _ when error.Code == WecomErrorCode.AgentNotPermitted => $"WeCom takes the secret, but it is another app's ({error.Code}).",
            _ => $"WeCom refuses ({error.Code}).",
        };
}
