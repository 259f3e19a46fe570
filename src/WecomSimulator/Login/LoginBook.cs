using System.Security.Cryptography;

namespace WecomSimulator.Login;

/// <summary>Codes and user tickets. They live for minutes and are not kept over a restart.</summary>
internal sealed class LoginBook
{
    private const int Length = 43;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

    private readonly Dictionary<string, LoginCode> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UserTicket> _tickets = new(StringComparer.Ordinal);

    public LoginCode Issue(LoginRequest request, DateTimeOffset expiresAt)
    {
        var code = new LoginCode(NewText(), request, expiresAt);
        _codes.Add(code.Value, code);
        return code;
    }

    public void Put(LoginCode code) => _codes[code.Value] = code;

    public LoginCode? Find(string? code) => code is null ? null : _codes.GetValueOrDefault(code);

    public string IssueTicket(LoginCode code, DateTimeOffset expiresAt)
    {
        var value = NewText();
        _tickets.Add(value, new UserTicket(code, expiresAt));
        return value;
    }

    public UserTicket? FindTicket(string? value) => value is null ? null : _tickets.GetValueOrDefault(value);

    private static string NewText() => RandomNumberGenerator.GetString(Alphabet, Length);
}
