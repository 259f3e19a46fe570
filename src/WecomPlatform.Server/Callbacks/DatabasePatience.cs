using Microsoft.Extensions.Options;
using Npgsql;
using WecomPlatform.Server.Database;

namespace WecomPlatform.Server.Callbacks;

/// <summary>Holds a callback while the database is away: a failover goes by unnoticed, and WeCom sends again what it got no answer to.</summary>
internal sealed class DatabasePatience(IOptions<CallbackOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks the database until it answers or patience ends.</summary>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (NpgsqlException error) when (error.IsAway() && clock.GetElapsedTime(began) < options.Value.DatabasePatience)
            {
                await Task.Delay(Pause, clock, ct);
            }
        }
    }
}
