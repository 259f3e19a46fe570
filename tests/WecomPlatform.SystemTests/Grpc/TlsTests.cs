using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.SystemTests.Grpc;

/// <summary>gRPC with TLS, by configuration alone.</summary>
public sealed class TlsTests(PlatformFixture platform) : PlatformTests(platform)
{
    private const string Password = "only-for-this-test";

    [Fact]
    public async Task With_a_certificate_calls_come_by_tls_and_rest_stays_as_it_was()
    {
        using var certificate = Certificate();
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, Password));
        var port = FreePorts.Next();
        await using var node = await NodeProcess.StartAsync(
            Node.Options with
            {
                Name = "tls",
                Port = FreePorts.Next(),
                GrpcPort = port,
                Environment = new Dictionary<string, string?>
                {
                    ["Grpc__Url"] = string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}"),
                    ["Kestrel__Certificates__Default__Path"] = file,
                    ["Kestrel__Certificates__Default__Password"] = Password,
                },
            }
        );
        using var grpc = new GrpcCall(new Uri($"https://127.0.0.1:{port}"), certificate.GetCertHashString(HashAlgorithmName.SHA256));
        byte[] message =
        [
            0x0a,
            (byte)CorpId.Length,
            .. Encoding.ASCII.GetBytes(CorpId),
            0x22,
            (byte)Page.Length,
            .. Encoding.ASCII.GetBytes(Page),
        ];

        (await grpc.SendAsync(GrpcCall.Sign, GrpcCall.Frame(message), App.Key)).Status.ShouldBe(0);

        (await node.SignAsync(App.Key, App.SignRequest())).Expect();
        File.Delete(file);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
