using System.IO.Compression;
using System.Text;
using WecomPlatform.SystemTests.Platform;

namespace WecomPlatform.SystemTests.Grpc;

/// <summary>Frames that are not what they should be get the right status, and the node goes on.</summary>
public sealed class FrameTests : PlatformTests, IDisposable
{
    private const int Frames = 100_000;
    private const int AtOnce = 64;

    // What a mutation may lead to: success, a wrong argument, an unknown id, a foreign host, too large, a bad frame.
    private static readonly int[] s_mayEnd = [0, 3, 5, 7, 8, 9, 13];

    private readonly GrpcCall _grpc;

    public FrameTests(PlatformFixture platform)
        : base(platform) => _grpc = new GrpcCall(Node.Options.GrpcPort);

    public static TheoryData<byte[], int> Broken =>
        new()
        {
            { [], 13 },
            { [0, 0, 0, 0], 13 },
            { [0, 0, 0, 0, 5, 1], 13 },
            { [.. GrpcCall.Frame([]), .. GrpcCall.Frame([])], 13 },
            { [2, 0, 0, 0, 0], 13 },
            { [1, 0, 0, 0, 0], 13 },
            { [0, 0xff, 0xff, 0xff, 0xff], 8 },
            { [0, 0x7f, 0xff, 0xff, 0xff, 0], 8 },
            { GrpcCall.Frame([0x0a, 0xff]), 3 },
            { GrpcCall.Frame([0x0a, 0x02, 0xc3, 0x28]), 3 },
            { GrpcCall.Frame([0x00]), 3 },
            { GrpcCall.Frame([0x0b]), 3 },
            { GrpcCall.Frame([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), 3 },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_frame_is_refused_with_its_status(byte[] body, int status) =>
        (await _grpc.SendAsync(GrpcCall.Sign, body, App.Key)).Status.ShouldBe(status);

    [Theory]
    [InlineData("grpc-encoding", "br", 12)]
    [InlineData("grpc-encoding", "identity", 0)]
    [InlineData("grpc-timeout", "x", 13)]
    [InlineData("grpc-timeout", "123456789S", 13)]
    [InlineData("grpc-timeout", "0n", 4)]
    [InlineData("grpc-timeout", "99999999H", 0)]
    public async Task A_header_decides_as_the_protocol_says(string name, string value, int status) =>
        (await _grpc.SendAsync(GrpcCall.Sign, GrpcCall.Frame(Request()), App.Key, (name, value))).Status.ShouldBe(status);

    [Theory]
    [InlineData("/wecom.platform.v1.Signatures/sign")]
    [InlineData("/wecom.platform.v1.Nobody/Sign")]
    [InlineData("/v1/signatures")]
    [InlineData("/")]
    public async Task A_method_that_there_is_not_is_unimplemented(string path) =>
        (await _grpc.SendAsync(path, GrpcCall.Frame([]), App.Key)).Status.ShouldBe(12);

    [Fact]
    public async Task A_small_message_that_unpacks_into_a_huge_one_is_refused()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[64 * 1024 * 1024]);
        }

        var frame = GrpcCall.Frame(packed.ToArray());
        frame[0] = 1;

        (await _grpc.SendAsync(GrpcCall.Sign, frame, App.Key, ("grpc-encoding", "gzip"))).Status.ShouldBe(8);
    }

    [Fact]
    public async Task A_hundred_thousand_random_and_mutated_frames_leave_the_node_as_it_was()
    {
        var good = GrpcCall.Frame(Request());
        (await _grpc.SendAsync(GrpcCall.Sign, good, App.Key)).Status.ShouldBe(0);
        await SendManyAsync(good, seed: 1, Frames / 5);
        var before = Memory();

        await SendManyAsync(good, seed: 2, Frames);

        (await _grpc.SendAsync(GrpcCall.Sign, good, App.Key)).Status.ShouldBe(0);
        Node.Process.HasExited.ShouldBeFalse();
        (Memory() - before).ShouldBeLessThan(150L << 20, "the node grew");
    }

    public void Dispose() => _grpc.Dispose();

    private Task SendManyAsync(byte[] good, int seed, int count) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (n, _) =>
            {
                var body = Spoil(good, new Random((seed * Frames) + n));
                var path = n % 3 == 0 ? GrpcCall.Batch : GrpcCall.Sign;
                var answer = await _grpc.SendAsync(path, body, App.Key);
                s_mayEnd.ShouldContain(answer.Status, $"{Convert.ToHexString(body)}: {answer.ErrorCode}");
            }
        );

    private static byte[] Spoil(byte[] good, Random random)
    {
        var body = (byte[])good.Clone();
        switch (random.Next(4))
        {
            case 0: // anything
                body = new byte[random.Next(200)];
                random.NextBytes(body);
                break;
            case 1: // anything in a right frame
                var message = new byte[random.Next(200)];
                random.NextBytes(message);
                body = GrpcCall.Frame(message);
                break;
            case 2: // a few bytes changed
                for (var i = random.Next(1, 5); i > 0; i--)
                {
                    body[random.Next(body.Length)] = (byte)random.Next(256);
                }

                break;
            default: // cut off
                body = body[..random.Next(body.Length)];
                break;
        }

        return body;
    }

    private long Memory() =>
        long.Parse(
            File.ReadLines($"/proc/{Node.Process.Id}/status")
                .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            System.Globalization.CultureInfo.InvariantCulture
        ) * 1024;

    private byte[] Request() =>
        [0x0a, (byte)CorpId.Length, .. Encoding.ASCII.GetBytes(CorpId), 0x22, (byte)Page.Length, .. Encoding.ASCII.GetBytes(Page)];
}
