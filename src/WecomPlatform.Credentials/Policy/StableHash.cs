namespace WecomPlatform.Credentials.Policy;

/// <summary>A hash that is the same in every process, so that all nodes agree on a credential's jitter.</summary>
internal static class StableHash
{
    /// <summary>A number in [0, 1) that depends on the text and the number only (64-bit FNV-1a with a final mix).</summary>
    public static double Fraction(string text, long number)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash ^= (ulong)number;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return ((hash ^ (hash >> 33)) >> 11) * (1.0 / (1UL << 53));
    }
}
