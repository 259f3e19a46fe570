using WecomSimulator.People;

namespace WecomSimulator.Login;

/// <summary>A code that a login page gave to a browser; good once.</summary>
internal sealed record LoginCode(string Value, LoginRequest Request, DateTimeOffset ExpiresAt)
{
    public Member? Member { get; init; }

    public Outsider? Outsider { get; init; }

    public JuziMember? Juzi { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
