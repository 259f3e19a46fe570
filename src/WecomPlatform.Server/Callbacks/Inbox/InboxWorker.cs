using MediatR;
using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Server.Hosting;

namespace WecomPlatform.Server.Callbacks.Inbox;

/// <summary>Carries out the commands that were answered <c>success</c>: each until it is done, failed for good or given up.</summary>
internal sealed partial class InboxWorker : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    // Between a try's end and its lease's: settling it must not take longer.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    private readonly InboxStore _inbox;
    private readonly IMediator _mediator;
    private readonly CallbackCounters _counters;
    private readonly CallbackOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<InboxWorker> _logger;
    private readonly IServiceProviderIsService _services;
    private readonly ClaimLoop<InboxItem> _loop;

    public InboxWorker(
        InboxStore inbox,
        IMediator mediator,
        IServiceProviderIsService services,
        CallbackCounters counters,
        IOptions<CallbackOptions> options,
        TimeProvider clock,
        ILogger<InboxWorker> logger
    )
    {
        (_inbox, _mediator, _services, _counters, _clock, _logger) = (inbox, mediator, services, counters, clock, logger);
        _options = options.Value;
        var lease = _options.CommandTimeout + Margin;
        _loop = new ClaimLoop<InboxItem>(
            _options.Concurrency,
            (limit, ct) => inbox.ClaimAsync(limit, lease, ct),
            CarryOutAsync,
            clock,
            logger
        );
    }

    /// <summary>A command has come in.</summary>
    public void Wake() => _loop.Wake();

    /// <exception cref="InvalidOperationException">A command has no handler: it would be answered <c>success</c> and never carried out.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var idle = InboxCommands.All.FirstOrDefault(command =>
            !_services.IsService(typeof(IRequestHandler<,>).MakeGenericType(command, typeof(InboxOutcome)))
        );
        return idle is null ? base.StartAsync(cancellationToken) : throw new InvalidOperationException($"{idle.Name} has no handler.");
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(stoppingToken);

    private async Task CarryOutAsync(InboxItem item, CancellationToken ct)
    {
        InboxOutcome outcome;
        try
        {
            outcome = await TryAsync(item, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await _inbox.ReleaseAsync(item, CancellationToken.None);
            return;
        }

        _counters.CountCommand(item.Type, JsonName(outcome.Kind));
        switch (outcome.Kind)
        {
            case InboxOutcomeKind.Done:
                await _inbox.DoneAsync(item, CancellationToken.None);
                break;
            case InboxOutcomeKind.Retry:
                LogRetry(item.Type, item.Id, item.Tenant.Value, outcome.Detail);
                // A cancellation is never given up: somebody's data and permanent code are to be erased.
                TimeSpan? giveUpAfter = item.Type == InfoTypes.CancelAuth ? null : _options.GiveUpAfter;
                var pause = Backoff.After(item.Attempts, LongestPause);
                await _inbox.RetryAsync(item, outcome.Detail ?? "", pause, giveUpAfter, CancellationToken.None);
                break;
            default:
                LogFailed(item.Type, item.Id, item.Tenant.Value, outcome.Code, outcome.Detail);
                await _inbox.FailAsync(item, outcome.Code ?? "", outcome.Detail ?? "", CancellationToken.None);
                break;
        }
    }

    private async Task<InboxOutcome> TryAsync(InboxItem item, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(_options.CommandTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        var received = new InboxEvent(item.Id, item.Tenant, item.Type, item.Suite, item.Corp, item.AuthCode, item.State, item.At);
        try
        {
            return await _mediator.Send(InboxCommands.Of(received), either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return InboxOutcome.Retry("It took too long.");
        }
#pragma warning disable CA1031 // A fault in one command is no reason to stop, nor to lose the command.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFault(error, item.Type, item.Id);
            return InboxOutcome.Retry($"It broke off ({error.GetType().Name}); the log has it.");
        }
    }

    private static string JsonName(InboxOutcomeKind kind) => kind.ToString().ToLowerInvariant();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Type} ({Id}) of tenant {Tenant} is tried again: {Detail}")]
    private partial void LogRetry(string type, long id, string tenant, string? detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Type} ({Id}) of tenant {Tenant} failed: {Code}. {Detail}")]
    private partial void LogFailed(string type, long id, string tenant, string? code, string? detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Type} ({Id}) broke off.")]
    private partial void LogFault(Exception error, string type, long id);
}
