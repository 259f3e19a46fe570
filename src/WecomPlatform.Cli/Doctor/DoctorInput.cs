using WecomPlatform.Cli.Doctor.Signatures;

namespace WecomPlatform.Cli.Doctor;

/// <summary>What the user said.</summary>
internal sealed record DoctorInput
{
    /// <summary>The platform's address.</summary>
    public Uri? Server { get; init; }

    public string? AdminKey { get; init; }

    /// <summary>A tenant's key.</summary>
    public string? Key { get; init; }

    public string? Tenant { get; init; }

    public string? Corp { get; init; }

    public int? Agent { get; init; }

    public string? Suite { get; init; }

    /// <summary>The app's secret: WeCom itself is asked with it.</summary>
    public string? Secret { get; init; }

    /// <summary>The page's location.href.</summary>
    public string? Page { get; init; }

    /// <summary>The url by which the single-page app was entered.</summary>
    public string? Landing { get; init; }

    /// <summary>What the page handed to the SDK.</summary>
    public SignatureClaim? Claim { get; init; }

    /// <summary>The ticket that should have signed.</summary>
    public string? Ticket { get; init; }

    public Uri? CallbackUrl { get; init; }

    public string? CallbackToken { get; init; }

    public string? EncodingAesKey { get; init; }

    /// <summary>Whom a callback's verification is encrypted for.</summary>
    public string? ReceiveId { get; init; }
}
