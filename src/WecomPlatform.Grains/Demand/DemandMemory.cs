using Microsoft.Extensions.Logging;
using WecomPlatform.Credentials.Keys;

namespace WecomPlatform.Grains.Demand;

/// <summary>Remembers what of a grain was used lately, so that its next activation knows what to keep warm.</summary>
public sealed partial class DemandMemory
{
    private static readonly TimeSpan Lately = TimeSpan.FromHours(4); // two lives
    private static readonly TimeSpan Rough = TimeSpan.FromMinutes(30);

    private readonly IPersistentState<DemandState> _state;
    private readonly ILogger _logger;
    private bool _isWriting;

    /// <summary>Reads what was remembered; to be made by its grain's constructor.</summary>
    public DemandMemory(IPersistentState<DemandState> state, ILogger logger)
    {
        _state = state;
        _logger = logger;
    }

    /// <summary>The name of the state and of its store.</summary>
    public const string Name = "demand";

    private Dictionary<string, DateTimeOffset> LastUsed => _state.State.LastUsed;

    /// <summary>What is worth keeping warm.</summary>
    public IReadOnlyList<CredentialKey> UsedLately(DateTimeOffset now) =>
        [.. LastUsed.Where(use => now - use.Value < Lately).SelectMany(use => Parse(use.Key))];

    /// <summary>Remembers a use. Nobody waits for the database.</summary>
    public void Mark(CredentialKey key, DateTimeOffset now)
    {
        var text = key.ToString();
        if (!LastUsed.TryGetValue(text, out var before) || now - before >= Rough)
        {
            LastUsed[text] = now;
            _ = WriteAsync(now);
        }
    }

    /// <summary>Forgets a use until the next one.</summary>
    public void Drop(CredentialKey key) => LastUsed.Remove(key.ToString());

    private static IEnumerable<CredentialKey> Parse(string text) => CredentialKey.TryParse(text, out var key) ? [key] : [];

    private async Task WriteAsync(DateTimeOffset now)
    {
        if (_isWriting)
        {
            return; // the next use writes what this one left
        }

        _isWriting = true;
        try
        {
            foreach (var (text, _) in LastUsed.Where(use => now - use.Value >= Lately).ToList())
            {
                LastUsed.Remove(text);
            }

            await _state.WriteStateAsync();
        }
#pragma warning disable CA1031 // A use that is not remembered is no failure: at worst its credential is fetched when it is wanted.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogLost(error.Message);
        }
        finally
        {
            _isWriting = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "What was used is not remembered: {Reason}")]
    private partial void LogLost(string reason);
}
