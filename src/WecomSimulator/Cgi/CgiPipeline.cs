using System.Text.Json.Nodes;
using WecomSimulator.Faults;

namespace WecomSimulator.Cgi;

/// <summary>
/// The way of every call: judged in one step when it arrives (fault, limits, the API itself, all counted), then held back for
/// as long as latency and faults say, then answered. So a caller that gives up has still been served, as with the real one.
/// </summary>
internal sealed class CgiPipeline(World world, IEnumerable<ICgiApi> apis)
{
    private readonly Dictionary<string, ICgiApi> _apis = apis.ToDictionary(api => api.Path, StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext context)
    {
        var body = await CgiBody.ReadAsync(context.Request);
        var verdict = Judge(context, body);
        try
        {
            if (verdict.Delay > TimeSpan.Zero)
            {
                await Task.Delay(verdict.Delay, world.Clock, context.RequestAborted);
            }

            await AnswerWriter.WriteAsync(context, verdict);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller went away: nobody is left to answer.
        }
        finally
        {
            if (verdict.Slot is not null)
            {
                lock (world.Gate)
                {
                    world.Concurrency.Leave(verdict.Slot);
                }
            }
        }
    }

    private Verdict Judge(HttpContext context, JsonObject? body)
    {
        lock (world.Gate)
        {
            var call = CgiCall.From(context, body, world.Now);
            var api = _apis.GetValueOrDefault(call.Path);
            call = call with { Caller = api?.Identify(world, call) ?? Callers.ByToken(world, call) };
            var fault = world.Faults.Take(call.Path, call.Caller);
            var slot = TryEnter(call, out var crowded);
            var answer = Answer(api, call, fault, crowded);
            var noAnswer = fault is { Replaces: true } ? NameOf(fault.Body) : null;
            world.Calls.Add(call.At, call.Method, call.Path, call.Caller, call.Ip, answer?.Errcode, noAnswer);
            var delay = TimeSpan.FromMilliseconds(world.Settings.LatencyMs + (fault?.Body.DelayMs ?? 0));
            return new Verdict(call, answer, world.Settings.OmitErrcodeOnSuccess, delay, fault, slot);
        }
    }

    private CgiAnswer? Answer(ICgiApi? api, CgiCall call, Fault? fault, bool crowded)
    {
        if (fault is { Replaces: true })
        {
            return fault.Body is { Drop: false, Errcode: { } errcode } ? CgiAnswer.Error(errcode) : null;
        }

        if (crowded)
        {
            return CgiAnswer.Error(ErrCode.TooManyAtOnce);
        }

        if (!RateLimits.Allow(world, call))
        {
            return CgiAnswer.Error(ErrCode.TooManyCalls);
        }

        return api?.Answer(world, call) ?? CgiAnswer.Error(ErrCode.UnknownPath);
    }

    private string? TryEnter(CgiCall call, out bool crowded)
    {
        crowded = false;
        if (!world.Settings.Limits || call.Caller.CorpId is not { } corpId)
        {
            return null;
        }

        var slot = $"{corpId} {call.Path}";
        if (world.Concurrency.TryEnter(slot, world.Settings.ConcurrencyLimit))
        {
            return slot;
        }

        crowded = true;
        world.Limits.Refuse("concurrency");
        return null;
    }

    private static string NameOf(FaultBody fault) =>
        fault.Drop ? "drop"
        : fault.Errcode is { } errcode ? $"errcode {errcode}"
        : $"http {fault.HttpStatus}";
}
