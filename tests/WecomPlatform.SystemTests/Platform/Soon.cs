using WecomPlatform.Testing;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.SystemTests.Platform;

/// <summary>Waits for a change to reach a node: 2 s by notification, 10 s by poll.</summary>
internal static class Soon
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(10);

    /// <summary>Asks until the answer has this code.</summary>
    public static Task RefusedAsync(Func<Task<HttpAnswer>> ask, string code) =>
        Eventually.TrueAsync(async _ => (await ask()).Code == code, $"the answer is {code}", s_deadline);

    /// <summary>Asks until the answer is a success.</summary>
    public static Task SucceedsAsync(Func<Task<HttpAnswer>> ask) =>
        Eventually.TrueAsync(async _ => (await ask()).IsSuccess, "the answer is a success", s_deadline);
}
