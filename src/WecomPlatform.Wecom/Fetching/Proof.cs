namespace WecomPlatform.Wecom.Fetching;

/// <summary>Notes that WeCom took a secret.</summary>
internal static class Proof
{
    public static async ValueTask TryMarkAsync(Func<ValueTask> mark)
    {
        try
        {
            await mark();
        }
#pragma warning disable CA1031 // The next fetch proves the secret as well; the token at hand was paid for.
        catch
#pragma warning restore CA1031
        {
            // A database that stumbles is met, and told of, when the token is written.
        }
    }
}
