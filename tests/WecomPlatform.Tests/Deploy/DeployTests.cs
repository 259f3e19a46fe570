using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Testing;
using WecomPlatform.Tests.Docs;
using YamlDotNet.RepresentationModel;

namespace WecomPlatform.Tests.Deploy;

/// <summary>
/// What no container engine or cluster of ours has run is at least held against itself and against the product: names, ports, paths,
/// settings and metrics exist.
/// </summary>
public sealed partial class DeployTests
{
    private const string Compose = "docker-compose.yml";
    private const string Systemd = "deploy/systemd/wecom-platform.service";

    private static readonly YamlNode s_pod = DeployFiles
        .Kubernetes()
        .Single(node => node.Text("kind") == "StatefulSet")
        .At("spec", "template", "spec")!;

    private static readonly YamlNode s_container = s_pod.Items("containers").Single();

    [Fact]
    public void Every_environment_variable_is_a_setting_that_exists()
    {
        var variables = Variable()
            .Matches(string.Join('\n', DeployFiles.Read("deploy/Dockerfile"), DeployFiles.Read(Compose), DeployFiles.Read(Systemd)))
            .Select(match => match.Value)
            .Concat(s_container.Items("env").Select(entry => entry.Text("name")))
            .Distinct()
            .ToList();

        variables.Count.ShouldBeGreaterThan(8);
        variables.Where(name => !IsSetting(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Probes_ask_paths_that_the_node_answers()
    {
        var health = DeployFiles.Read("src/WecomPlatform.Server/Health/HealthEndpoints.cs");
        foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
        {
            var path = s_container.Text(probe, "httpGet", "path");
            path.ShouldNotBeEmpty(probe);
            health.ShouldContain($"\"{path}\"", customMessage: probe);
            Ports().Keys.ShouldContain(s_container.Text(probe, "httpGet", "port"), probe);
        }
    }

    [Fact]
    public void Ports_are_the_same_everywhere()
    {
        var exposed = ExposedPorts().Match(DeployFiles.Read("deploy/Dockerfile")).Groups["ports"].Value.Split(' ');
        Ports().Values.ShouldBe(exposed, ignoreOrder: true);
        DeployFiles.Read("deploy/Dockerfile").ShouldContain($"Grpc__Url=http://0.0.0.0:{Ports()["grpc"]} ");
        s_container.Items("env").Single(entry => entry.Text("name") == "Grains__SiloPort").Text("value").ShouldBe(Ports()["silo"]);
        s_container.Items("env").Single(entry => entry.Text("name") == "Grains__GatewayPort").Text("value").ShouldBe(Ports()["gateway"]);

        foreach (
            var service in DeployFiles
                .Kubernetes()
                .Where(node => node.Text("kind") == "Service" && node.Text("metadata", "name") != "egress")
        )
        {
            service.Items("spec", "ports").ShouldAllBe(port => Ports().ContainsKey(port.Text("targetPort")));
        }

        var allowed = DeployFiles
            .Kubernetes()
            .Single(node => node.Text("kind") == "NetworkPolicy")
            .Items("spec", "ingress")
            .SelectMany(rule => rule.Items("ports"))
            .Select(port => port.Text("port"));
        allowed.ShouldBe(exposed, ignoreOrder: true);
    }

    [Fact]
    public void Balancer_and_prometheus_name_nodes_that_compose_starts()
    {
        var nodes = DeployFiles.Yaml(Compose)[0].Keys("services").Where(name => name.StartsWith("node", StringComparison.Ordinal)).ToList();
        nodes.Count.ShouldBe(3);
        var named = NodeAddress()
            .Matches(DeployFiles.Read("deploy/nginx/nginx.conf") + DeployFiles.Read("deploy/prometheus/prometheus.yml"))
            .Select(match => match.Value)
            .Distinct();
        named.ShouldBe(nodes.SelectMany(node => (string[])[$"{node}:{Ports()["http"]}", $"{node}:{Ports()["grpc"]}"]), ignoreOrder: true);
    }

    [Fact]
    public void Every_file_that_is_named_is_there()
    {
        var compose = DeployFiles.Yaml(Compose)[0];
        var mounted = compose
            .Keys("services")
            .SelectMany(service => compose.Items("services", service, "volumes"))
            .Select(volume => volume.ToString().Split(':')[0])
            .Where(path => path.StartsWith('.'));
        string[] paths = [.. mounted, "deploy/Dockerfile", "src/WecomPlatform.Server"];
        paths.Where(path => !Path.Exists(DeployFiles.PathOf(path))).ShouldBeEmpty();
    }

    [Fact]
    public void Alerts_and_dashboard_ask_for_metrics_that_the_node_has()
    {
        var code = string.Concat(
            Directory
                .EnumerateFiles(Path.Combine(RepositoryPaths.Root, "src", "WecomPlatform.Server"), "*.cs", SearchOption.AllDirectories)
                .Select(File.ReadAllText)
        );
        var dashboard = JsonNode.Parse(DeployFiles.Read("deploy/grafana/wecom-platform.json"))!;
        var asked = dashboard["panels"]!
            .AsArray()
            .SelectMany(panel => panel!["targets"]!.AsArray())
            .Select(target => (string)target!["expr"]!)
            .Concat(
                DeployFiles
                    .Yaml("deploy/prometheus/alerts.yml")[0]
                    .Items("groups")
                    .SelectMany(group => group.Items("rules"))
                    .Select(rule => rule.Text("expr"))
            );
        var metrics = asked.SelectMany(expression => Metric().Matches(expression).Select(match => match.Value)).Distinct().ToList();

        metrics.Count.ShouldBeGreaterThan(3);
        metrics.Where(metric => !code.Contains(metric, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Nodes_run_without_rights_and_on_a_file_system_they_cannot_write()
    {
        DeployFiles.Read("deploy/Dockerfile").ShouldContain("USER $APP_UID");
        s_pod.Text("securityContext", "runAsNonRoot").ShouldBe("true");
        s_container.Text("securityContext", "readOnlyRootFilesystem").ShouldBe("true");
        s_container.Text("securityContext", "allowPrivilegeEscalation").ShouldBe("false");
        DeployFiles.Yaml(Compose)[0].Text("x-node", "read_only").ShouldBe("true");
    }

    [Fact]
    public void Nodes_are_given_the_time_to_drain_and_to_finish_what_may_have_reached_wecom()
    {
        var drain = TimeSpan.Parse(
            s_container.Items("env").Single(entry => entry.Text("name") == "Node__DrainDelay").Text("value"),
            CultureInfo.InvariantCulture
        );
        var needed = drain + new CredentialPolicyOptions().FetchTimeout;
        TimeSpan
            .FromSeconds(int.Parse(s_pod.Text("terminationGracePeriodSeconds"), CultureInfo.InvariantCulture))
            .ShouldBeGreaterThan(needed);
        DeployFiles.Read(Systemd).ShouldContain("KillSignal=SIGTERM");
        new NodeOptions { DrainDelay = drain }
            .Validate()
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_secret_stands_in_a_file()
    {
        s_container
            .Items("env")
            .Where(entry => IsSecret(entry.Text("name")))
            .ShouldAllBe(entry => entry.At("valueFrom", "secretKeyRef") != null && entry.Text("value").Length == 0);
        var environment = DeployFiles.Yaml(Compose)[0].At("x-node", "environment");
        environment.Keys().Where(IsSecret).ShouldAllBe(name => environment.Text(name).Contains("${", StringComparison.Ordinal));
    }

    private static bool IsSecret(string name) =>
        name.StartsWith("Sealing__Keys", StringComparison.Ordinal) || name is "Admin__Key" or "ConnectionStrings__Platform";

    private static bool IsSetting(string name) =>
        name == "ConnectionStrings__Platform"
        || Settings.All.Any(setting =>
            setting.IsTable ? name.StartsWith(setting.Variable + "__", StringComparison.Ordinal) : setting.Variable == name
        );

    private static Dictionary<string, string> Ports() =>
        s_container.Items("ports").ToDictionary(port => port.Text("name"), port => port.Text("containerPort"));

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(__\w+)+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^EXPOSE (?<ports>[\d ]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExposedPorts();

    [GeneratedRegex(@"\bnode\d:\d+", RegexOptions.None, 1000)]
    private static partial Regex NodeAddress();

    [GeneratedRegex(@"\bwecom_\w+", RegexOptions.None, 1000)]
    private static partial Regex Metric();
}
