using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Server.Callbacks;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.CallbackHandles;

/// <summary><c>/admin/v1/tenants/{t}/callback-handles</c>.</summary>
internal static class CallbackHandleEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapCallbackHandles(this RouteGroupBuilder admin)
    {
        admin.MapPost("/tenants/{t}/callback-handles", CreateAsync);
        admin.MapGet("/tenants/{t}/callback-handles", ListAsync);
        admin.MapGet("/tenants/{t}/callback-handles/{handle}", FindAsync);
        admin.MapPut("/tenants/{t}/callback-handles/{handle}", PutAsync);
        admin.MapDelete("/tenants/{t}/callback-handles/{handle}", DeleteAsync);
    }

    private static async Task<IResult> CreateAsync(string t, HttpContext context, CallbackHandleStore handles, PublicUrl publicUrl)
    {
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.CallbackHandleBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (!TenantId.TryParse(t, out var tenant))
        {
            return Problem.TenantUnknown();
        }

        (var binding, problem) = ReadBinding(body!);
        (var keys, var keysProblem) = CallbackKeys.Read(body!.Token, body.EncodingAesKey);
        if ((problem ?? keysProblem) is { } wrong)
        {
            return wrong;
        }

        keys ??= CallbackKeys.Create();
        var handle = new CallbackHandleRecord(HandleText.Create(), tenant, binding!, keys.Token, keys.EncodingAesKey, default);
        return await StoreAsync(handle, withKeys: true, created: true, context, handles, publicUrl);
    }

    private static Task<IResult> ListAsync(
        [AsParameters] TenantListing listing,
        HttpContext context,
        CallbackHandleStore handles,
        PublicUrl publicUrl
    ) =>
        listing.AnswerAsync(
            handles.ListAsync,
            handle => CallbackHandleView.Of(handle, CallbackUrls.Of(handle, publicUrl, context)),
            handle => handle.Handle
        );

    private static async Task<IResult> FindAsync(
        string t,
        string handle,
        HttpContext context,
        HandleRegistration registration,
        PublicUrl publicUrl
    ) =>
        TenantId.TryParse(t, out var tenant) && await registration.FindAsync(tenant, handle, context.RequestAborted) is { } found
            ? Results.Ok(CallbackHandleView.Of(found, CallbackUrls.Of(found, publicUrl, context)))
            : HandleRegistration.Unknown();

    private static async Task<IResult> PutAsync(
        string t,
        string handle,
        HttpContext context,
        HandleRegistration registration,
        CallbackHandleStore handles,
        PublicUrl publicUrl
    )
    {
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.CallbackHandleBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (!TenantId.TryParse(t, out var tenant) || await registration.FindAsync(tenant, handle, context.RequestAborted) is not { } found)
        {
            return HandleRegistration.Unknown();
        }

        (var binding, problem) = ReadBinding(body!);
        (var keys, var keysProblem) = CallbackKeys.Read(body!.Token, body.EncodingAesKey);
        if ((problem ?? keysProblem) is { } wrong)
        {
            return wrong;
        }

        var changed = found with
        {
            Binding = binding!,
            Token = keys?.Token ?? found.Token,
            EncodingAesKey = keys?.EncodingAesKey ?? found.EncodingAesKey,
        };
        return await StoreAsync(changed, withKeys: keys is not null, created: false, context, handles, publicUrl);
    }

    private static async Task<IResult> DeleteAsync(string t, string handle, CallbackHandleStore handles, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant) && HandleText.IsValid(handle) && await handles.DeleteAsync(tenant, handle, ct)
            ? Results.NoContent()
            : HandleRegistration.Unknown();

    private static async Task<IResult> StoreAsync(
        CallbackHandleRecord handle,
        bool withKeys,
        bool created,
        HttpContext context,
        CallbackHandleStore handles,
        PublicUrl publicUrl
    )
    {
        var stored = await handles.PutAsync(handle, context.RequestAborted)
            ? await handles.FindAsync(handle.Handle, context.RequestAborted)
            : null;
        if (stored is null)
        {
            return new ApiProblem(404, "binding_unknown", "There is no such tenant, or it has no such suite or app to bind a handle to.");
        }

        var view = CallbackHandleView.Of(stored, CallbackUrls.Of(stored, publicUrl, context), withKeys);
        return created ? Results.Created((string?)null, view) : Results.Ok(view);
    }

    private static (CallbackBinding? Binding, ApiProblem? Problem) ReadBinding(CallbackHandleBody body)
    {
        SuiteId suite = default;
        CorpId corp = default;
        AgentId agent = default;
        var isValid =
            (body.SuiteId is null || SuiteId.TryParse(body.SuiteId, out suite))
            && (body.CorpId is null || CorpId.TryParse(body.CorpId, out corp))
            && (body.AgentId is null || AgentId.TryCreate(body.AgentId.Value, out agent))
            && body.CorpId is null == body.AgentId is null
            && (body.SuiteId is null ? 0 : 1) + (body.CorpId is null ? 0 : 1) + (body.Provider is true ? 1 : 0) <= 1;
        return isValid
            ? (
                new CallbackBinding(
                    body.SuiteId is null ? null : suite,
                    body.CorpId is null ? null : corp,
                    body.AgentId is null ? null : agent,
                    body.Provider is true
                ),
                null
            )
            : (
                null,
                Problem.BodyInvalid(
                    "A handle is for one suite (suiteId), one app (corpId and agentId), the provider (provider: true), or nothing yet."
                )
            );
    }
}
