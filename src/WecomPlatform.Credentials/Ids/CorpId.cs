using System.Diagnostics.CodeAnalysis;

namespace WecomPlatform.Credentials.Ids;

/// <summary>A corp's corpid, opaque: one corp has a plain id and provider-encrypted ones, at most 64 bytes.</summary>
public readonly record struct CorpId : IParsable<CorpId>
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxLength = 64;

    private readonly string? _text;

    private CorpId(string text) => _text = text;

    /// <summary>The id as it was given.</summary>
    public string Value => _text ?? throw new InvalidOperationException("This CorpId was never set.");

    /// <summary>Reads an id: 1 to <see cref="MaxLength"/> visible ASCII characters without <c>/</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out CorpId result)
    {
        result = IdText.IsValid(s, MaxLength) ? new CorpId(s!) : default;
        return result._text is not null;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CorpId result) => TryParse(s, out result);

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is no valid id.</exception>
    public static CorpId Parse(string s) => TryParse(s, out var id) ? id : throw new FormatException("Not a valid CorpId.");

    /// <inheritdoc />
    public static CorpId Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc />
    public override string ToString() => _text ?? string.Empty;
}
