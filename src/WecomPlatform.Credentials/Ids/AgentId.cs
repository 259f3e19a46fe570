using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WecomPlatform.Credentials.Ids;

/// <summary>An app's agentid inside its corp; a positive number.</summary>
public readonly record struct AgentId : IParsable<AgentId>
{
    private AgentId(int value) => Value = value;

    /// <summary>The number, at least 1; 0 when no agent was named.</summary>
    public int Value { get; }

    /// <summary>Takes a number as an agentid.</summary>
    public static bool TryCreate(long value, out AgentId result)
    {
        result = value is > 0 and <= int.MaxValue ? new AgentId((int)value) : default;
        return result.Value > 0;
    }

    /// <summary>Takes a number as an agentid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive or over 2³¹−1.</exception>
    public static AgentId Create(long value) =>
        TryCreate(value, out var id) ? id : throw new ArgumentOutOfRangeException(nameof(value), "An agentid is a positive 32-bit number.");

    /// <summary>Reads an agentid written in decimal digits.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out AgentId result)
    {
        result = default;
        return long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && TryCreate(number, out result);
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AgentId result) => TryParse(s, out result);

    /// <summary>Reads an agentid written in decimal digits.</summary>
    /// <exception cref="FormatException">The text is no positive 32-bit number.</exception>
    public static AgentId Parse(string s) => TryParse(s, out var id) ? id : throw new FormatException("Not a valid AgentId.");

    /// <inheritdoc />
    public static AgentId Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
