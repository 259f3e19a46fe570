using System.Diagnostics;

namespace WecomPlatform.Tests.Signing;

/// <summary>Asserts that code, once the runtime has compiled it for good, allocates nothing.</summary>
internal static class Allocation
{
    // Code that was compiled in haste boxes where optimised code does not; how soon the runtime gets to it depends on the machine.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public static void ShouldBeNone(Action action)
    {
        long allocated;
        var started = Stopwatch.GetTimestamp();
        do
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                action();
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        } while (allocated > 0 && Stopwatch.GetElapsedTime(started) < s_patience);

        allocated.ShouldBe(0);
    }
}
