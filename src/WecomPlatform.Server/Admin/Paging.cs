using System.Buffers.Text;
using System.Text;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin;

/// <summary>The <c>limit</c> and <c>cursor</c> of a list.</summary>
/// <param name="Limit">How many items, 1 to 1,000.</param>
/// <param name="After">The last item of the page before; null for the first page.</param>
internal sealed record Paging(int Limit, string? After)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    public static (Paging? Paging, ApiProblem? Problem) Read(int? limit, string? cursor)
    {
        if (limit is < 1 or > MaxLimit)
        {
            return (null, Problem.QueryInvalid($"limit must lie between 1 and {MaxLimit}."));
        }

        if (cursor is null)
        {
            return (new Paging(limit ?? DefaultLimit, null), null);
        }

        return TryReadCursor(cursor, out var after)
            ? (new Paging(limit ?? DefaultLimit, after), null)
            : (null, Problem.QueryInvalid("cursor is not one that a page gave."));
    }

    // Every list is in the order of ids, and ids are visible ASCII.
    private static bool TryReadCursor(string cursor, out string after)
    {
        after =
            cursor.Length <= 3000 && Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : string.Empty;
        return after.Length > 0 && !after.AsSpan().ContainsAnyExceptInRange('!', '~');
    }

    /// <summary>Makes a page of one item more than was asked for: the further one says that there is a next page.</summary>
    public Page<TView> Page<TRecord, TView>(IReadOnlyList<TRecord> found, Func<TRecord, TView> view, Func<TRecord, string> id) =>
        found.Count > Limit
            ? new Page<TView>([.. found.Take(Limit).Select(view)], Base64Url.EncodeToString(Encoding.UTF8.GetBytes(id(found[Limit - 1]))))
            : new Page<TView>([.. found.Select(view)], null);
}
