using WecomPlatform.Testing;
using YamlDotNet.RepresentationModel;

namespace WecomPlatform.Tests.Deploy;

/// <summary>The files that deploy the platform.</summary>
internal static class DeployFiles
{
    public static string Read(string path) => File.ReadAllText(PathOf(path));

    public static string PathOf(string path) => Path.Combine(RepositoryPaths.Root, path);

    /// <summary>The documents of a YAML file.</summary>
    public static IReadOnlyList<YamlNode> Yaml(string path)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Read(path)));
        return [.. yaml.Documents.Select(document => document.RootNode)];
    }

    /// <summary>All documents of the Kubernetes folder that are applied.</summary>
    public static IReadOnlyList<YamlNode> Kubernetes() =>
        [.. Yaml("deploy/kubernetes/kustomization.yaml")[0].Items("resources").SelectMany(file => Yaml($"deploy/kubernetes/{file}"))];

    /// <summary>The node below a path of keys; null when there is none.</summary>
    public static YamlNode? At(this YamlNode? node, params string[] path) =>
        path.Aggregate(
            node,
            (at, key) => at is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var next) ? next : null
        );

    /// <summary>The text below a path of keys; empty when there is none.</summary>
    public static string Text(this YamlNode? node, params string[] path) => (node.At(path) as YamlScalarNode)?.Value ?? string.Empty;

    /// <summary>The sequence below a path of keys; empty when there is none.</summary>
    public static IEnumerable<YamlNode> Items(this YamlNode? node, params string[] path) =>
        node.At(path) as YamlSequenceNode ?? Enumerable.Empty<YamlNode>();

    /// <summary>The keys of the mapping below a path of keys, merged ones (<c>&lt;&lt;</c>) among them.</summary>
    public static IEnumerable<string> Keys(this YamlNode? node, params string[] path) =>
        node.At(path) is YamlMappingNode map
            ? map.Children.SelectMany(child => child.Key.ToString() == "<<" ? child.Value.Keys() : [child.Key.ToString()])
            : [];
}
