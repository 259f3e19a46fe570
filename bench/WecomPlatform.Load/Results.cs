using System.Text.Json;
using WecomPlatform.Testing;

namespace WecomPlatform.Load;

/// <summary>What was measured on this machine so far: parts may be run one by one.</summary>
internal static class Results
{
    private static readonly string s_file = Path.Combine(RepositoryPaths.Root, "artifacts", "bench.json");

    public static IReadOnlyList<Result> Read() =>
        File.Exists(s_file) ? JsonSerializer.Deserialize<List<Result>>(File.ReadAllText(s_file))! : [];

    public static void Add(Result result)
    {
        File.WriteAllText(s_file, JsonSerializer.Serialize(Read().Where(one => one.Name != result.Name).Append(result)));
        Console.WriteLine(Report.Line(result));
    }
}
