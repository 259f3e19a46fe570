using System.Text.Json;
using WecomPlatform.Wecom.Api;

namespace WecomPlatform.Wecom.Login;

/// <summary>What a member let the app see. What WeCom leaves out or leaves empty is null.</summary>
public sealed record LoginProfile
{
    /// <summary>The name; nowadays often the userid (OD 91122).</summary>
    public string? Name { get; init; }

    /// <summary>0 unknown, 1 male, 2 female.</summary>
    public string? Gender { get; init; }

    /// <summary>The picture's url.</summary>
    public string? Avatar { get; init; }

    /// <summary>The url of the member's QR code.</summary>
    public string? QrCode { get; init; }

    /// <summary>The telephone number; self-built and customised apps only.</summary>
    public string? Mobile { get; init; }

    /// <summary>The e-mail address; self-built and customised apps only.</summary>
    public string? Email { get; init; }

    /// <summary>The corp's e-mail address; self-built and customised apps only.</summary>
    public string? BizMail { get; init; }

    /// <summary>The address; self-built and customised apps only.</summary>
    public string? Address { get; init; }

    internal static LoginProfile Read(JsonElement body) =>
        new()
        {
            Name = Text(body, "name"),
            Gender = Text(body, "gender"),
            Avatar = Text(body, "avatar"),
            QrCode = Text(body, "qr_code"),
            Mobile = Text(body, "mobile"),
            Email = Text(body, "email"),
            BizMail = Text(body, "biz_mail"),
            Address = Text(body, "address"),
        };

    private static string? Text(JsonElement body, string name) => body.Text(name) is { Length: > 0 } text ? text : null;
}
