using Microsoft.Extensions.Options;
using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Callbacks;

/// <summary>Answers WeCom: a URL's verification with its plaintext, an event with <c>success</c> (wecom-api.md §7.1, §7.2).</summary>
internal sealed partial class CallbackReception(
    CallbackHandles handles,
    CallbackDoor door,
    CallbackIntake intake,
    DatabasePatience patience,
    CallbackCounters counters,
    IOptions<CallbackOptions> options,
    ILogger<CallbackReception> logger
)
{
    private const string Success = "success";

    public async Task<IResult> VerifyAsync(string handle, HttpContext context)
    {
        if (await FindAsync(handle, context.RequestAborted) is not { } found)
        {
            return Problem.NotFound();
        }

        if (
            CallbackQuery.ReadSignature(context.Request.Query) is not { } signature
            || context.Request.Query["echostr"] is not [{ Length: > 0 } echoStr]
        )
        {
            return Counted("verification", CallbackProblem.FieldMissing("msg_signature, timestamp, nonce or echostr"));
        }

        var (opened, problem) = door.Open(found, signature, EchoStr.Repair(echoStr));
        if (opened is not null && !CallbackPolicy.IsForUs(found.Record, opened.Message.ReceiveId))
        {
            problem = Mismatch(found, opened);
        }

        if (problem is not null)
        {
            return Counted("verification", problem);
        }

        counters.CountCallback("verification", "taken");
        return Results.Text(opened!.Message.Text);
    }

    public async Task<IResult> ReceiveAsync(string handle, HttpContext context)
    {
        if (await FindAsync(handle, context.RequestAborted) is not { } found)
        {
            return Problem.NotFound();
        }

        if (CallbackQuery.ReadSignature(context.Request.Query) is not { } signature)
        {
            return Counted("event", CallbackProblem.FieldMissing("msg_signature, timestamp or nonce"));
        }

        var body = await CallbackBody.ReadAsync(context);
        var envelope = body is null ? null : EncryptedXml.Read(body);
        if (envelope is not { IsTaken: true })
        {
            return Counted("event", CallbackProblem.Of(envelope?.Refusal ?? CallbackRefusal.TooLarge));
        }

        var (opened, problem) = door.Open(found, signature, envelope.Value.Encrypt);
        return problem is null ? await TakeAsync(opened!, envelope.Value, context.RequestAborted) : Counted("event", problem);
    }

    private Task<CallbackHandle?> FindAsync(string handle, CancellationToken ct) =>
        patience.AskAsync(() => handles.FindAsync(handle, ct).AsTask(), ct);

    private async Task<IResult> TakeAsync(OpenedCallback opened, EncryptedXml envelope, CancellationToken ct)
    {
        var read = CallbackEvent.Read(opened.Message.Text);
        if (!read.IsTaken)
        {
            return Counted("event", CallbackProblem.Of(read.Refusal.Value));
        }

        var callback = read.Value;
        var figure = InfoTypes.Figure(callback.InfoType);
        var at = callback.At ?? opened.SignedAt;
        var problem = door.IsAboutNow(at) ? CallbackPolicy.Check(opened.Handle.Record.Binding, callback) : CallbackProblem.TimeTooFar();
        if (problem is null && !CallbackPolicy.IsForUs(opened.Handle.Record, callback, opened.Message.ReceiveId))
        {
            problem = Mismatch(opened.Handle, opened);
        }

        if (problem is not null)
        {
            return Counted(figure, problem);
        }

        var isNew = await intake.TakeAsync(opened.Handle.Record, envelope, opened.Message.ReceiveId, callback, at, ct);
        counters.CountCallback(figure, isNew ? "taken" : "repeated");
        return Results.Text(Success);
    }

    private ApiProblem? Mismatch(CallbackHandle handle, OpenedCallback opened)
    {
        counters.CountReceiveIdMismatch();
        LogReceiveId(handle.Record.Tenant.Value, handle.Record.Handle, opened.Message.ReceiveId);
        return options.Value.StrictReceiveId ? CallbackProblem.ReceiveIdWrong() : null;
    }

    private ApiProblem Counted(string type, ApiProblem problem)
    {
        counters.CountCallback(type, problem.Rule ?? problem.Code);
        return problem;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A callback of tenant {Tenant} by handle {Handle} was encrypted for an unexpected receiveid: '{ReceiveId}'."
    )]
    private partial void LogReceiveId(string tenant, string handle, string receiveId);
}
