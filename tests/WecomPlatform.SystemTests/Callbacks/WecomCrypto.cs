using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.SystemTests.Callbacks;

/// <summary>WeCom's own npm package <c>@wecom/crypto</c>, run by Node.js.</summary>
internal static class WecomCrypto
{
    private const string Seal = """
        const { encrypt, getSignature } = require('@wecom/crypto');
        const sealed = input.messages.map(({ text, id }) => {
          const cipher = encrypt(input.key, text, id);
          return { encrypt: cipher, signature: getSignature(input.token, input.timestamp, input.nonce, cipher) };
        });
        console.log(JSON.stringify(sealed));
        """;

    private const string Open = """
        const { decrypt, getSignature } = require('@wecom/crypto');
        const { message, id } = decrypt(input.key, input.encrypt);
        const signature = getSignature(input.token, input.timestamp, input.nonce, input.encrypt);
        console.log(JSON.stringify({ message, id, signature }));
        """;

    /// <summary>Encrypts and signs each text for its receiveid.</summary>
    public static async Task<IReadOnlyList<(string Encrypt, string Signature)>> SealAsync(
        string token,
        string key,
        string timestamp,
        string nonce,
        params (string Text, string Id)[] messages
    )
    {
        var answer = await RunAsync(
            Seal,
            new
            {
                token,
                key,
                timestamp,
                nonce,
                messages = messages.Select(message => new { text = message.Text, id = message.Id }),
            }
        );
        return [.. answer.AsArray().Select(one => ((string)one!["encrypt"]!, (string)one["signature"]!))];
    }

    /// <summary>Decrypts, and says what the signature should be.</summary>
    public static async Task<(string Message, string Id, string Signature)> OpenAsync(
        string token,
        string key,
        string timestamp,
        string nonce,
        string encrypt
    )
    {
        var answer = await RunAsync(
            Open,
            new
            {
                token,
                key,
                timestamp,
                nonce,
                encrypt,
            }
        );
        return ((string)answer["message"]!, (string)answer["id"]!, (string)answer["signature"]!);
    }

    private static async Task<JsonNode> RunAsync(string script, object input)
    {
        var output = await ChildProcess.RunAsync(
            new ChildProcessOptions(
                "wecom-crypto",
                "/usr/bin/env",
                ["node", "-e", $"const input = JSON.parse(process.env.CRYPTO_INPUT);\n{script}"]
            )
            {
                WorkingDirectory = Path.Combine(RepositoryPaths.Root, "tests", "browser"),
                Environment = new Dictionary<string, string?> { ["CRYPTO_INPUT"] = JsonSerializer.Serialize(input) },
            }
        );
        return JsonNode.Parse(output)!;
    }
}
