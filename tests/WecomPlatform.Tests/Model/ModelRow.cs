namespace WecomPlatform.Tests.Model;

/// <summary>A credential's row, as <c>db/migrations/0001_credentials.sql</c> keeps it. Times are ticks.</summary>
internal sealed record ModelRow(long Generation, int Value, int ExpiresAt, long Fence, int LeaseUntil)
{
    public static ModelRow Empty { get; } = new(0, 0, 0, 0, 0);

    public bool IsLeased(int now) => LeaseUntil > now;
}
