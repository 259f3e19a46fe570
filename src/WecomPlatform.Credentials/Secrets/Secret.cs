using System.Security.Cryptography;
using System.Text;

namespace WecomPlatform.Credentials.Secrets;

/// <summary>A secret text, e.g. a ticket or an app's secret. Prints as <c>***</c>, so that it cannot slip into a log or an error.</summary>
public sealed class Secret : IEquatable<Secret>
{
    private readonly byte[] _utf8;

    /// <summary>Wraps a text.</summary>
    public Secret(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        _utf8 = Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The text in UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The text itself, for the one place that sends it to WeCom.</summary>
    public string Reveal() => Encoding.UTF8.GetString(_utf8);

    /// <summary>Compares in a time that does not depend on where the texts differ.</summary>
    public bool Equals(Secret? other) => other is not null && CryptographicOperations.FixedTimeEquals(_utf8, other._utf8);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc />
    public override int GetHashCode() => _utf8.Length;

    /// <inheritdoc />
    public override string ToString() => "***";
}
