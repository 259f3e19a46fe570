using System.Globalization;

namespace WecomPlatform.Testing.Processes;

/// <summary>
/// A wall clock that a process reads in place of the machine's: off by as much as a test says, and moved while the process runs. The
/// monotonic clock stays what it is. By libfaketime, loaded into the process.
/// </summary>
public sealed class ShiftedClock : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wecom-clock-").FullName;

    public ShiftedClock(TimeSpan offset = default)
    {
        Shift(offset);
        Environment = new Dictionary<string, string?>
        {
            ["LD_PRELOAD"] = Library(),
            ["FAKETIME_TIMESTAMP_FILE"] = File,
            ["FAKETIME_CACHE_DURATION"] = "1", // second; each look at the file costs more than the clock
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            // Else each timed wait of a thread ends at once, and the runtime's timers turn in circles on a whole core.
            ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        };
    }

    /// <summary>How far it is off now.</summary>
    public TimeSpan Offset { get; private set; }

    /// <summary>What a process that shall read this clock is started with.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    private string File => Path.Combine(_folder, "offset");

    /// <summary>From now on it is off by this much: processes that read it see it jump within a second.</summary>
    public void Shift(TimeSpan offset)
    {
        Offset = offset;
        var next = File + ".next";
        System.IO.File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{offset.TotalSeconds:+0.000;-0.000;+0}"));
        System.IO.File.Move(next, File, overwrite: true); // never half a number
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        RemoveLeftovers();
    }

    // A process that was killed leaves what the library would have shared with its children.
    private static void RemoveLeftovers()
    {
        foreach (var file in Directory.EnumerateFiles("/dev/shm", "*faketime_s*_*"))
        {
            if (!Directory.Exists($"/proc/{file[(file.LastIndexOf('_') + 1)..]}"))
            {
                System.IO.File.Delete(file);
            }
        }
    }

    private static string Library()
    {
        string[] folders = ["/usr/lib", "/usr/lib64", .. Directory.GetDirectories("/usr/lib", "*-linux-gnu*")];
        return folders.Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(System.IO.File.Exists)
            ?? throw new FileNotFoundException("libfaketime is not installed (Debian and Ubuntu: apt-get install libfaketime).");
    }
}
