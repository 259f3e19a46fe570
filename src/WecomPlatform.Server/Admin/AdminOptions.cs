using WecomPlatform.Server.Keys;

namespace WecomPlatform.Server.Admin;

/// <summary>Who may administer.</summary>
public sealed class AdminOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Admin";

    /// <summary>The administrator's key, <c>ak_&lt;id&gt;_&lt;secret&gt;</c> with a secret of at least 32 characters. No default: without it the admin API refuses everyone.</summary>
    public string Key { get; set; } = string.Empty;

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each, without the key in it; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (Key.Length > 0 && !(KeyText.TryParse(Key, out var key) && key.Prefix == "ak" && key.Secret.Length >= 32))
        {
            yield return "Admin:Key must look like ak_<id>_<secret>, the secret at least 32 characters of letters and digits.";
        }
    }
}
