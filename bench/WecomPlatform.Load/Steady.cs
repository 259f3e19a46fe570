using System.Globalization;

namespace WecomPlatform.Load;

/// <summary>Load for long: what grows shows.</summary>
internal static class Steady
{
    private const int Slice = 15;

    public static async Task RunAsync(TimeSpan time)
    {
        await using var rig = await Rig.StartAsync();
        for (var run = TimeSpan.Zero; run < time; run += TimeSpan.FromSeconds(2 * Slice))
        {
            var rest = await Wrk.RunAsync(rig.Platform, Slice, rig.Post);
            var grpc = await H2Load.CallAsync(rig.Platform, Slice, "/wecom.platform.v1.Signatures/Sign", rig.SignFrame(), rig.Key, 8, 32);
            var server = rig.Platform.Server;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{run.TotalSeconds + (2 * Slice):0} s: REST {rest.PerSecond:0}/s, gRPC {grpc.PerSecond:0}/s, {server.Megabytes:0} MB, {server.Handles} handles"
                )
            );
        }
    }
}
