using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Server.Hosting;

namespace WecomPlatform.Server.Admin.CallbackHandles;

/// <summary>What is typed into WeCom's console.</summary>
/// <param name="CallbackUrl">The URL of commands (指令回调URL), or of an app's callbacks.</param>
/// <param name="DataCallbackUrl">The URL of data (数据回调URL); WeCom puts the corp in.</param>
internal sealed record CallbackUrls(string CallbackUrl, string DataCallbackUrl)
{
    public static CallbackUrls Of(CallbackHandleRecord handle, PublicUrl publicUrl, HttpContext context) =>
        new(
            publicUrl.Of(context, $"/callbacks/{handle.Handle}").AbsoluteUri,
            publicUrl.Of(context, $"/callbacks/{handle.Handle}/data?corp=$CORPID$").AbsoluteUri
        );
}
