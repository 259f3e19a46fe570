using System.Globalization;

namespace WecomPlatform.Credentials.Snapshots;

/// <summary>The number of a credential's value. It only ever grows; a value that WeCom returns again keeps its number.</summary>
/// <param name="Value">The number; 0 stands for no value.</param>
public readonly record struct Generation(long Value) : IComparable<Generation>
{
    /// <summary>No value yet, or no complaint about one.</summary>
    public static Generation None => default;

    /// <inheritdoc />
    public int CompareTo(Generation other) => Value.CompareTo(other.Value);

    /// <summary>Whether one is older than the other.</summary>
    public static bool operator <(Generation left, Generation right) => left.Value < right.Value;

    /// <summary>Whether one is newer than the other.</summary>
    public static bool operator >(Generation left, Generation right) => left.Value > right.Value;

    /// <summary>Whether one is older than the other or the same.</summary>
    public static bool operator <=(Generation left, Generation right) => left.Value <= right.Value;

    /// <summary>Whether one is newer than the other or the same.</summary>
    public static bool operator >=(Generation left, Generation right) => left.Value >= right.Value;

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
