using System.Text;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Callbacks;

/// <summary>Reads what WeCom posts, and not more of it than a callback can have.</summary>
internal static class CallbackBody
{
    /// <summary>Reads the body; null when it is too large.</summary>
    public static async Task<string?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > CallbackLimits.MaxLength)
        {
            return null;
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            var isTooLarge = read.Buffer.Length > CallbackLimits.MaxLength;
            if (read.IsCompleted || isTooLarge)
            {
                var text = isTooLarge ? null : Encoding.UTF8.GetString(read.Buffer);
                reader.AdvanceTo(read.Buffer.End);
                return text;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
