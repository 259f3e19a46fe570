namespace WecomPlatform.Server.Signing;

/// <summary>
/// Goes once through a query as it stands in the request: percent escapes are decoded as UTF-8 and <c>+</c> stays <c>+</c>, since a
/// page's url is signed byte for byte and a form decoder would turn its plus signs into blanks.
/// </summary>
internal ref struct RawQuery(ReadOnlySpan<char> query)
{
    private ReadOnlySpan<char> _rest = query.StartsWith('?') ? query[1..] : query;

    /// <summary>A name, and its value still escaped. Parts without <c>=</c> are passed over.</summary>
    public Pair Current { get; private set; }

    /// <summary>Decodes a value.</summary>
    public static string Decode(ReadOnlySpan<char> escaped) => Uri.UnescapeDataString(escaped);

    /// <summary>The first value of that name; null when there is none.</summary>
    public readonly string? Find(ReadOnlySpan<char> name)
    {
        foreach (var pair in this)
        {
            if (pair.Name.SequenceEqual(name))
            {
                return Decode(pair.Escaped);
            }
        }

        return null;
    }

    public readonly RawQuery GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf('&');
            var part = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? [] : _rest[(end + 1)..];
            var equals = part.IndexOf('=');
            if (equals >= 0)
            {
                Current = new Pair { Name = part[..equals], Escaped = part[(equals + 1)..] };
                return true;
            }
        }

        return false;
    }

    /// <summary>A name and its value.</summary>
    public ref struct Pair
    {
        public ReadOnlySpan<char> Name { get; init; }
        public ReadOnlySpan<char> Escaped { get; init; }
    }
}
