using System.Diagnostics.CodeAnalysis;

namespace WecomPlatform.Credentials.Ids;

/// <summary>A customer of the platform: a SaaS backend. Nothing crosses tenants but the upstream budgets.</summary>
public readonly record struct TenantId : IParsable<TenantId>
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxLength = 64;

    private readonly string? _text;

    private TenantId(string text) => _text = text;

    /// <summary>The id as it was given.</summary>
    public string Value => _text ?? throw new InvalidOperationException("This TenantId was never set.");

    /// <summary>Reads an id: 1 to <see cref="MaxLength"/> visible ASCII characters without <c>/</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out TenantId result)
    {
        result = IdText.IsValid(s, MaxLength) ? new TenantId(s!) : default;
        return result._text is not null;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TenantId result) => TryParse(s, out result);

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is no valid id.</exception>
    public static TenantId Parse(string s) => TryParse(s, out var id) ? id : throw new FormatException("Not a valid TenantId.");

    /// <inheritdoc />
    public static TenantId Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc />
    public override string ToString() => _text ?? string.Empty;
}
