namespace WecomPlatform.Server.Signing;

/// <summary>
/// Reads a query once, as it stands in the request: percent escapes are decoded as UTF-8 and <c>+</c> stays <c>+</c>, since a page's url
/// is signed byte for byte and a form decoder would turn its plus signs into blanks.
/// </summary>
internal readonly ref struct RawQuery(ReadOnlySpan<char> query)
{
    private readonly ReadOnlySpan<char> _query = query.StartsWith('?') ? query[1..] : query;

    /// <summary>The first value of that name; null when there is none.</summary>
    public string? Find(string name)
    {
        foreach (var range in _query.Split('&'))
        {
            var pair = _query[range];
            var equals = pair.IndexOf('=');
            if (equals == name.Length && pair[..equals].SequenceEqual(name))
            {
                return Uri.UnescapeDataString(pair[(equals + 1)..]);
            }
        }

        return null;
    }
}
