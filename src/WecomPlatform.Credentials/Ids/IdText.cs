using System.Buffers;

namespace WecomPlatform.Credentials.Ids;

/// <summary>The alphabet that all ids share, so that an id can stand in a key and a log line as it is.</summary>
internal static class IdText
{
    private static readonly SearchValues<char> s_alphabet = SearchValues.Create([
        .. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c).Where(c => c != '/'),
    ]);

    /// <summary>Visible ASCII without <c>/</c>, which separates the parts of a key; 1 to <paramref name="maxLength"/> characters.</summary>
    public static bool IsValid(string? text, int maxLength)
    {
        if (string.IsNullOrEmpty(text) || text.Length > maxLength)
        {
            return false;
        }

        return !text.AsSpan().ContainsAnyExcept(s_alphabet);
    }
}
