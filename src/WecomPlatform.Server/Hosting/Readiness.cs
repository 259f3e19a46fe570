using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Hosting;

/// <summary>Whether the node may take traffic.</summary>
internal sealed class Readiness(Drain drain, DatabaseContact database, IOptions<SignOptions> signing)
{
    /// <summary>Why it may not; null when it may.</summary>
    public string? WhyNot =>
        drain.IsDraining ? "draining"
        : database.Silence > signing.Value.WithoutDatabase ? "the database is silent"
        : null;
}
