using System.Net;
using System.Text.RegularExpressions;
using WecomPlatform.Testing;

namespace WecomPlatform.Tests.Docs;

/// <summary>
/// Reads all settings from the sources of the options. Sources, not assemblies: a build without Orleans has nothing of the grains, their
/// settings are documented all the same.
/// </summary>
internal static partial class Settings
{
    public static IReadOnlyList<Setting> All { get; } = Read();

    private static List<Setting> Read()
    {
        var classes = Directory
            .EnumerateFiles(Path.Combine(RepositoryPaths.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("WecomSimulator", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .Select(source => (Name: ClassName().Match(source).Groups["name"].Value, Source: source))
            .Where(found => found.Name.Length > 0)
            .GroupBy(found => found.Name)
            .ToDictionary(group => group.Key, group => group.First().Source);
        return
        [
            .. classes
                .Values.Select(source => (Section: SectionName().Match(source).Groups["name"].Value, Source: source))
                .Where(options => options.Section.Length > 0)
                .OrderBy(options => options.Section, StringComparer.Ordinal)
                .SelectMany(options => Properties(options.Section, options.Source, classes)),
        ];
    }

    private static IEnumerable<Setting> Properties(string section, string source, Dictionary<string, string> classes) =>
        Property()
            .Matches(source)
            .SelectMany(match =>
            {
                var (name, type) = ($"{section}:{match.Groups["name"].Value}", match.Groups["type"].Value);
                return classes.TryGetValue(type, out var nested) && !nested.Contains($"enum {type}", StringComparison.Ordinal)
                    ? Properties(name, nested, classes)
                    : [new Setting(name, type, Plain(match.Groups["doc"].Value))];
            });

    private static string Plain(string documentation)
    {
        var text = Slashes().Replace(documentation, " ");
        text = Reference().Replace(text, "${name}");
        text = Code().Replace(text, "`${text}`");
        return WebUtility.HtmlDecode(Blanks().Replace(Tag().Replace(text, string.Empty), " ")).Trim();
    }

    [GeneratedRegex(@"public (sealed |static |partial )*(class|record|enum) (?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClassName();

    [GeneratedRegex("public const string Section = \"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SectionName();

    [GeneratedRegex(
        @"/// <summary>(?<doc>((?!</summary>).)*)</summary>\s*(\[[^\]]*\]\s*)*public (?<type>[\w<>?, ]+?) (?<name>\w+) \{ get; (set; )?\}",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Property();

    [GeneratedRegex(@"\n\s*///", RegexOptions.None, 1000)]
    private static partial Regex Slashes();

    [GeneratedRegex("<(see|paramref) \\w+=\"(?<name>[^\"]+)\" ?/>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex("<c>(?<text>.*?)</c>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
