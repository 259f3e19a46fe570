namespace WecomPlatform.Server.Callbacks;

/// <summary>
/// <c>/callbacks/{handle}</c> for commands (指令回调) and apps' own callbacks, <c>/callbacks/{handle}/data</c> for data (数据回调). What an
/// event is says the event: both take both.
/// </summary>
internal static class CallbackEndpoints
{
    public static void MapCallbacks(this IEndpointRouteBuilder routes)
    {
        foreach (var path in (string[])["/callbacks/{handle}", "/callbacks/{handle}/data"])
        {
            routes.MapGet(
                path,
                (string handle, HttpContext context, CallbackReception reception) => reception.VerifyAsync(handle, context)
            );
            routes.MapPost(
                path,
                (string handle, HttpContext context, CallbackReception reception) => reception.ReceiveAsync(handle, context)
            );
        }
    }
}
