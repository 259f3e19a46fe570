namespace WecomPlatform.Postgres.Sealing;

/// <summary>The master keys that secrets are sealed with in the database.</summary>
public sealed class SealingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Sealing";

    /// <summary>The id of the key that new values are sealed with; one of <see cref="Keys"/>. No default.</summary>
    public string ActiveKey { get; set; } = string.Empty;

    /// <summary>All keys that stored values may be sealed with, by id (1–32 characters): base64 of 32 random bytes each. No default.</summary>
    public IDictionary<string, string> Keys { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each, without any key in it; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (!Keys.ContainsKey(ActiveKey))
        {
            yield return "Sealing:ActiveKey must name one of Sealing:Keys, e.g. k1, with the output of 'openssl rand -base64 32' as Sealing:Keys:k1.";
        }

        foreach (var (id, key) in Keys)
        {
            if (id.Length is 0 or > 32 || id.Any(c => !char.IsAsciiLetterOrDigit(c)))
            {
                yield return $"Sealing:Keys:{id}: an id is 1 to 32 ASCII letters or digits.";
            }

            if (!Convert.TryFromBase64String(key, new byte[64], out var length) || length != 32)
            {
                yield return $"Sealing:Keys:{id} must be base64 of exactly 32 bytes.";
            }
        }
    }
}
