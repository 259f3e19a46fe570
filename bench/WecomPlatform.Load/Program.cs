using System.Globalization;
using WecomPlatform.Load;

// bench/run starts this: each argument is a part to measure; without any all of them are, and the report is written.
string[] parts = args.Length == 0 ? ["rest", "pipelined", "grpc", "batch", "peers", "latency", "report"] : args;
if (parts is ["steady", ..])
{
    await Steady.RunAsync(TimeSpan.FromMinutes(parts.Length > 1 ? double.Parse(parts[1], CultureInfo.InvariantCulture) : 10));
    return;
}

if (parts is not ["report"])
{
    await using var rig = await Rig.StartAsync();
    await Parts.WarmUpAsync(rig);
    foreach (var part in parts)
    {
        foreach (var result in await Parts.RunAsync(part, rig))
        {
            Results.Add(result);
        }

        await rig.CheckNothingWasRefusedAsync();
    }
}

if (parts.Contains("report"))
{
    Report.Write(Results.Read());
}
