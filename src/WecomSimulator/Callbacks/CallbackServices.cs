namespace WecomSimulator.Callbacks;

internal static class CallbackServices
{
    private const int MaxAnswerBytes = 1 << 20;

    public static void AddCallbacks(this IServiceCollection services)
    {
        services.AddSingleton(provider => new CallbackSender(provider.GetRequiredService<World>(), NewClient()));
        services.AddHostedService<SuiteTicketPusher>();
    }

    // Lives as long as the process. Time-outs are the sender's own; redirects are no answer.
    private static HttpClient NewClient() =>
        new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
}
