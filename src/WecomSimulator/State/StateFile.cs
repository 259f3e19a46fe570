using System.Text.Json;
using WecomSimulator.Control;

namespace WecomSimulator.State;

/// <summary>Keeps the world in a JSON file: read at start, written soon after each change and at shutdown.</summary>
internal sealed class StateFile(World world, string path) : BackgroundService
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(500);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path))
        {
            await using var file = File.OpenRead(path);
            var saved =
                await JsonSerializer.DeserializeAsync<SavedState>(file, SimJson.Options, cancellationToken)
                ?? throw new InvalidDataException($"{path} holds no state");
            lock (world.Gate)
            {
                saved.Into(world);
            }
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SaveAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await world.Changes.Raised.WaitAsync(stoppingToken);
            await Task.Delay(Debounce, world.Clock, stoppingToken);
            await SaveAsync(stoppingToken);
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        SavedState state;
        lock (world.Gate)
        {
            world.Changes.Rearm();
            state = SavedState.Of(world);
        }

        // A crash while writing must not cost the state of before.
        var temporary = path + ".tmp";
        await using (var file = File.Create(temporary))
        {
            await JsonSerializer.SerializeAsync(file, state, SimJson.Options, cancellationToken);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
