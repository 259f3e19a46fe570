using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Registry;

namespace WecomPlatform.Server.Keys;

/// <summary>
/// What a connection remembers of its caller: the last <c>Authorization</c> that was verified. Backends send the same one again and
/// again; comparing it costs less than parsing and hashing it. A key that was changed or deleted since is not remembered.
/// </summary>
internal sealed class ConnectionKey
{
    private Verified? _last;

    /// <summary>The key of this header, when it is the one verified last and still stands as it did then.</summary>
    public ApiKeyRecord? Find(string header) =>
        Volatile.Read(ref _last) is { } last && last.Has(header) && ReferenceEquals(last.Line.Value, last.Key) ? last.Key : null;

    /// <summary>Remembers a header that was verified.</summary>
    public void Remember(string header, ApiKeyRecord key, Line<ApiKeyRecord>? line)
    {
        if (line is not null)
        {
            Volatile.Write(ref _last, new Verified(header, key, line));
        }
    }

    private sealed record Verified(string Header, ApiKeyRecord Key, Line<ApiKeyRecord> Line)
    {
        public bool Has(string header) => ConstantTime.AreEqual(header, Header);

        public override string ToString() => Key.Id; // never the header
    }
}
