using System.Buffers;
using System.Text;

namespace WecomPlatform.Server.Grpc;

/// <summary>Texts in trailers: UTF-8, percent-encoded where it is not visible ASCII.</summary>
internal static class GrpcText
{
    private static readonly SearchValues<char> s_plain = SearchValues.Create([
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c != '%'),
    ]);

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(s_plain))
        {
            return text;
        }

        var encoded = new StringBuilder();
        foreach (var part in Encoding.UTF8.GetBytes(text))
        {
            if (s_plain.Contains((char)part))
            {
                encoded.Append((char)part);
            }
            else
            {
                encoded.Append('%').Append(part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }
}
