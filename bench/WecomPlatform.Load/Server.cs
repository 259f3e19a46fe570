using System.Globalization;

namespace WecomPlatform.Load;

/// <summary>A server under load, as the kernel sees it: its CPU time and memory, and its workers'.</summary>
internal sealed class Server(int pid)
{
    private const double TicksPerSecond = 100; // USER_HZ

    public double CpuSeconds => Processes().Sum(Cpu);

    public double Megabytes => Processes().Sum(Resident) / 1024;

    public int Handles => Processes().Sum(process => Directory.GetFiles($"/proc/{process}/fd").Length);

    private IEnumerable<int> Processes() =>
        File.ReadAllText($"/proc/{pid}/task/{pid}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture))
            .Prepend(pid);

    private static double Cpu(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture))
            / TicksPerSecond;
    }

    private static double Resident(int process) =>
        double.Parse(
            File.ReadLines($"/proc/{process}/status")
                .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        );
}
