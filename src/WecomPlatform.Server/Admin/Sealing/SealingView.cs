using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Server.Admin.Sealing;

/// <summary>Which master keys seal what is stored; a key that seals nothing may be taken away.</summary>
/// <param name="ActiveKey">The id of the key that this node seals with.</param>
/// <param name="Keys">Every key that seals something.</param>
/// <param name="Resealed">How many values were sealed anew just now.</param>
/// <param name="Unreadable">How many values do not open with any key of this node.</param>
internal sealed record SealingView(string ActiveKey, IReadOnlyList<SealedCount> Keys, long? Resealed = null, long? Unreadable = null);
