using System.Globalization;
using System.Text;
using WecomPlatform.Path;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;

// bench/run path: a request's way through the node, beside the bare server's, without the kernel and on one thread.
const string Page = "https://app.example.com/crm/customers/10086?corp=ww0123456789abcdef&from=sidebar&tab=orders";
const int HighestRate = 1_000_000;
const int Rounds = 100;
const int Times = 2500;
const int WarmUps = 5;

var transport = new MemoryTransport();
await using var host = await PlatformHost.StartAsync();
var app = await host.SetUpAppAsync();
var key = await host.Admin.CreateKeyAsync(app.Tenant, rate: HighestRate);
using var node = await Hosts.StartNodeAsync(host.Nodes[0].Options with { Name = "path" }, transport);
var head = $"Host: localhost\r\nAuthorization: Bearer {key.Key}\r\n";
var body = $"{{\"corpId\":\"{app.App.CorpId}\",\"url\":\"{Page}\"}}";
(string Name, string Request)[] requests =
[
    (
        "POST",
        $"POST /v1/signatures HTTP/1.1\r\n{head}Content-Type: application/json\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n{body}"
    ),
    ("GET", $"GET /v1/signatures?corpId={app.App.CorpId}&url={Uri.EscapeDataString(Page)} HTTP/1.1\r\n{head}\r\n"),
];
var first = new Caller(transport.Connect(Hosts.NodePort), requests[0].Request);
var answer = await first.BeginAsync();
first.Dispose();
using var bare = await Hosts.StartBareAsync(Encoding.ASCII.GetBytes(answer), transport);
foreach (var (name, request) in requests)
{
    using var ours = new Caller(transport.Connect(Hosts.NodePort), request);
    using var theirs = new Caller(transport.Connect(Hosts.BarePort), request);
    await ours.BeginAsync();
    await theirs.BeginAsync();
    for (var i = 0; i < WarmUps; i++)
    {
        ours.Run(Times * 8);
        theirs.Run(Times * 8);
        await Task.Delay(TimeSpan.FromMilliseconds(300)); // The compiler works beside.
    }

    var (a, b) = (new List<(double Nanoseconds, double Bytes)>(), new List<(double Nanoseconds, double Bytes)>());
    for (var i = 0; i < Rounds; i++)
    {
        a.Add(ours.Run(Times));
        b.Add(theirs.Run(Times));
    }

    var (platform, other) = (Undisturbed(a), Undisturbed(b));
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {platform.Nanoseconds:0} ns and {platform.Bytes:0} bytes, bare {other.Nanoseconds:0} ns and {other.Bytes:0} bytes: {platform.Nanoseconds - other.Nanoseconds:0} ns above it"
        )
    );
}

await node.StopAsync();
await bare.StopAsync();
await (await SharedPostgres.GetAsync()).DisposeAsync();

// What a machine does beside only adds: the tenth best of a hundred is little disturbed, and no stroke of luck.
static (double Nanoseconds, double Bytes) Undisturbed(List<(double Nanoseconds, double Bytes)> rounds) =>
    rounds.OrderBy(round => round.Nanoseconds).ElementAt(Rounds / 10);
