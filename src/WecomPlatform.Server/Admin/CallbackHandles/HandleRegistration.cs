using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Server.Callbacks;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.CallbackHandles;

/// <summary>Gives suites and apps their callback handles.</summary>
internal sealed class HandleRegistration(CallbackHandleStore handles, PublicUrl publicUrl)
{
    /// <summary>The handle as a suite or app is to have it, to be stored after the suite or app itself.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="binding">The suite or app.</param>
    /// <param name="named">A handle that was issued before.</param>
    /// <param name="token">A Token, for a new handle or in place of the one there.</param>
    /// <param name="encodingAesKey">Its EncodingAESKey.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    /// <returns>Neither when nothing was said.</returns>
    public async Task<(CallbackHandleRecord? Handle, ApiProblem? Problem)> PlanAsync(
        TenantId tenant,
        CallbackBinding binding,
        string? named,
        string? token,
        string? encodingAesKey,
        CancellationToken ct
    )
    {
        var (keys, problem) = CallbackKeys.Read(token, encodingAesKey);
        if (problem is not null || (named is null && keys is null))
        {
            return (null, problem);
        }

        var handle = named is null ? await handles.FindAsync(tenant, binding, ct) : await FindAsync(tenant, named, ct);
        if (handle is null && named is not null)
        {
            return (null, Unknown());
        }

        if (handle is { Binding.IsBound: true } && handle.Binding != binding)
        {
            return (null, new ApiProblem(409, "callback_handle_bound", "This callback handle is bound to something else."));
        }

        handle ??= new CallbackHandleRecord(HandleText.Create(), tenant, binding, keys!.Token, keys.EncodingAesKey, default);
        return (
            handle with
            {
                Binding = binding,
                Token = keys?.Token ?? handle.Token,
                EncodingAesKey = keys?.EncodingAesKey ?? handle.EncodingAesKey,
            },
            null
        );
    }

    /// <summary>Stores what was planned, if anything.</summary>
    public async Task StoreAsync(CallbackHandleRecord? handle, CancellationToken ct)
    {
        if (handle is not null)
        {
            await handles.PutAsync(handle, ct);
        }
    }

    /// <summary>The URLs of a suite or app; null when it has no handle.</summary>
    public async Task<CallbackUrls?> FindUrlsAsync(TenantId tenant, CallbackBinding binding, HttpContext context) =>
        await handles.FindAsync(tenant, binding, context.RequestAborted) is { } handle ? CallbackUrls.Of(handle, publicUrl, context) : null;

    /// <summary>Finds a tenant's handle.</summary>
    public async Task<CallbackHandleRecord?> FindAsync(TenantId tenant, string handle, CancellationToken ct) =>
        HandleText.IsValid(handle) && await handles.FindAsync(handle, ct) is { } found && found.Tenant == tenant ? found : null;

    public static ApiProblem Unknown() => new(404, "callback_handle_unknown", "This tenant has no such callback handle.");
}
