using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Registry;

/// <summary>A sealed secret as the driver reads it.</summary>
internal sealed class SecretRow
{
    public const string Columns = "sealed_secret as SealedSecret, secret_proven as SecretProven, egress_proxy as EgressProxy";

    public required byte[] SealedSecret { get; init; }
    public bool SecretProven { get; init; }
    public string? EgressProxy { get; init; }

    public StoredSecret Open(Sealer sealer, string place) =>
        new(sealer.Open(SealedSecret, place), SecretProven, EgressProxy is null ? null : new Uri(EgressProxy));
}
