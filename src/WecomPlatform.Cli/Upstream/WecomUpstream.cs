using System.Net;
using Microsoft.Extensions.Options;
using WecomPlatform.Cli.Hosting;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Api;
using WecomPlatform.Wecom.Egress;

namespace WecomPlatform.Cli.Upstream;

/// <summary>WeCom's server API, asked from this machine.</summary>
internal sealed class WecomUpstream : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly EgressPool _egress;
    private readonly WecomApi _api;
    private readonly Uri? _proxy;

    public WecomUpstream(Uri? address, Uri? proxy, TimeProvider clock)
    {
        var options = new WecomOptions();
        options.BaseUrl = address ?? options.BaseUrl;
        (BaseUrl, _proxy) = (options.BaseUrl, proxy);
        _egress = new EgressPool(Options.Create(options));
        _api = new WecomApi(new WecomTransport(_egress, clock));
    }

    /// <summary>Where it is.</summary>
    public Uri BaseUrl { get; }

    public Task<WecomAnswer<FetchedValue>> TokenAsync(CorpId corp, Secret secret, CancellationToken ct) =>
        InTimeAsync(deadline => _api.GetTokenAsync(corp, secret, _proxy, deadline), ct);

    public Task<WecomAnswer<FetchedValue>> CorpTicketAsync(Secret token, CancellationToken ct) =>
        InTimeAsync(deadline => _api.GetCorpTicketAsync(token, _proxy, deadline), ct);

    public Task<WecomAnswer<FetchedValue>> AgentTicketAsync(Secret token, CancellationToken ct) =>
        InTimeAsync(deadline => _api.GetAgentTicketAsync(token, _proxy, deadline), ct);

    public Task<WecomAnswer<WecomAgent>> AgentAsync(Secret token, AgentId agent, CancellationToken ct) =>
        InTimeAsync(deadline => _api.GetAgentAsync(token, agent, _proxy, deadline), ct);

    /// <summary>WeCom's clock, as its server tells it with any answer; null when it does not answer.</summary>
    public async Task<DateTimeOffset?> TimeAsync(CancellationToken ct)
    {
        using var http = new HttpClient(
            new SocketsHttpHandler { UseProxy = _proxy is not null, Proxy = _proxy is null ? null : new WebProxy(_proxy) }
        );
        http.Timeout = s_patience;
        try
        {
            using var response = await http.GetAsync(BaseUrl, HttpCompletionOption.ResponseHeadersRead, ct);
            return response.Headers.Date;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => _egress.DisposeAsync();

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(s_patience);
        try
        {
            return await ask(deadline.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new CliException(
                ExitCode.Unavailable,
                "no_answer",
                $"No answer from {BaseUrl.Authority} in {s_patience.TotalSeconds} s."
            );
        }
    }
}
