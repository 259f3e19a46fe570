using System.Diagnostics.CodeAnalysis;

namespace WecomPlatform.Credentials.Ids;

/// <summary>
/// A third-party app's suite_id (ww…, wx…, older tj…) or a customised app's template id (dk…). Begins with a letter, so that it is never
/// taken for an agentid.
/// </summary>
public readonly record struct SuiteId : IParsable<SuiteId>
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxLength = 64;

    private readonly string? _text;

    private SuiteId(string text) => _text = text;

    /// <summary>The id as it was given.</summary>
    public string Value => _text ?? throw new InvalidOperationException("This SuiteId was never set.");

    /// <summary>Whether it is the template of customised apps (代开发模板, OD 97162): their tokens come from gettoken, not from get_corp_token.</summary>
    public bool IsTemplate => Value.StartsWith("dk", StringComparison.Ordinal);

    /// <summary>Reads an id: a letter, then up to 63 visible ASCII characters without <c>/</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out SuiteId result)
    {
        result = IdText.IsValid(s, MaxLength) && char.IsAsciiLetter(s![0]) ? new SuiteId(s) : default;
        return result._text is not null;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SuiteId result) => TryParse(s, out result);

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is no valid id.</exception>
    public static SuiteId Parse(string s) => TryParse(s, out var id) ? id : throw new FormatException("Not a valid SuiteId.");

    /// <inheritdoc />
    public static SuiteId Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc />
    public override string ToString() => _text ?? string.Empty;
}
