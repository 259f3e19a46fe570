using System.Buffers;
using System.Security.Cryptography;

namespace WecomPlatform.Server.Callbacks;

/// <summary>The names of callback handles: they stand in URLs and cannot be guessed.</summary>
internal static class HandleText
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int Length = 26; // 134 bits

    private static readonly SearchValues<char> s_characters = SearchValues.Create(Alphabet);

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);

    public static bool IsValid(string text) => text.Length == Length && !text.AsSpan().ContainsAnyExcept(s_characters);
}
