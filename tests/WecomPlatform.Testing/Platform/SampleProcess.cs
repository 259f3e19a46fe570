using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Testing.Platform;

/// <summary>The sample SaaS, as a process of its own.</summary>
public sealed class SampleProcess : IAsyncDisposable
{
    private SampleProcess(Uri baseAddress, IReadOnlyDictionary<string, string?> settings)
    {
        BaseAddress = baseAddress;
        Process = DotnetProgram.Start("WecomPlatform.SampleSaas", "sample", ["--urls", baseAddress.OriginalString], settings);
    }

    public Uri BaseAddress { get; }

    public ChildProcess Process { get; }

    /// <summary>An address that is free for one.</summary>
    public static Uri NextAddress() => new($"http://127.0.0.1:{FreePorts.Next()}");

    /// <param name="address">Where it listens.</param>
    /// <param name="settings">Its options without their section, such as SecretKey.</param>
    public static async Task<SampleProcess> StartAsync(Uri address, IReadOnlyDictionary<string, string?> settings)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(settings);
        var all = settings.ToDictionary(setting => $"Sample__{setting.Key}", setting => setting.Value);
        all["Sample__PublicUrl"] = address.OriginalString;
        var sample = new SampleProcess(address, all);
        try
        {
            await sample.Process.WaitUntilReadyAsync(new Uri(address, "/healthz"));
            return sample;
        }
        catch
        {
            await sample.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
