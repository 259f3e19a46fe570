using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Bench;

/// <summary>What a signature costs beside the SHA-1 that nobody can save: 1.25 of it at most, and no allocation.</summary>
[MemoryDiagnoser]
[SuppressMessage("Security", "CA5350", Justification = "SHA-1 is WeCom's choice (OD 90506).")]
public class SignatureBenchmarks
{
    private const string Ticket = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg";
    private const string Url = "https://app.example.com/crm/customers/10086?corp=ww0123456789abcdef&from=sidebar&tab=orders";
    private const string Nonce = "Wm3WZYTPz0wzccnW";
    private const long Timestamp = 1414587457;

    private readonly Secret _ticket = new(Ticket);
    private readonly byte[] _text = Encoding.ASCII.GetBytes($"jsapi_ticket={Ticket}&noncestr={Nonce}&timestamp={Timestamp}&url={Url}");
    private readonly byte[] _hash = new byte[SHA1.HashSizeInBytes];

    [Benchmark(Baseline = true, Description = "SHA1.HashData on the ready text")]
    public int RawSha1() => SHA1.HashData(_text, _hash);

    [Benchmark(Description = "JsSdkSigner.Sign: nonce, text, SHA-1, hex")]
    public JsSdkSignature Sign() => JsSdkSigner.Sign(_ticket, Url, Timestamp);

    [Benchmark(Description = "JsSdkSigner.Sign with a given nonce")]
    public JsSdkSignature SignGivenNonce() => JsSdkSigner.Sign(_ticket, Url, Timestamp, Nonce);

    [Benchmark(Description = "PageUrl.TryParse and JsSdkSigner.Sign")]
    public JsSdkSignature ParseAndSign() =>
        PageUrl.TryParse(Url, out var url, out _) ? JsSdkSigner.Sign(_ticket, url.Text, Timestamp) : default;
}
