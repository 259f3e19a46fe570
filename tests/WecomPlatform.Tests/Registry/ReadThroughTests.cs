using WecomPlatform.Server.Registry;
using WecomPlatform.Tests.Time;

namespace WecomPlatform.Tests.Registry;

/// <summary>A node's copy asks the database once for what is there and once for what is not, and holds no more of that than agreed.</summary>
public sealed class ReadThroughTests
{
    private const int MaxAbsent = 100;

    private readonly FakeClock _clock = new();
    private readonly Dictionary<string, string> _table = [];
    private readonly ReadThrough<string, string> _copy;
    private int _queries;

    public ReadThroughTests() =>
        _copy = new ReadThrough<string, string>(
            (key, _) =>
            {
                lock (_table)
                {
                    _queries++;
                    return Task.FromResult(_table.GetValueOrDefault(key));
                }
            },
            _clock,
            MaxAbsent
        );

    [Fact]
    public async Task What_is_not_there_is_asked_for_once_in_five_seconds()
    {
        (await GetAsync("nobody")).ShouldBeNull();
        (await GetAsync("nobody")).ShouldBeNull();
        _queries.ShouldBe(1);
        _copy.TryGet("nobody", out _).ShouldBeTrue();

        _clock.Advance(TimeSpan.FromSeconds(5));
        (await GetAsync("nobody")).ShouldBeNull();
        _queries.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_created_is_there_as_soon_as_the_change_is_told()
    {
        (await GetAsync("a")).ShouldBeNull();
        Put("a", "1");

        await _copy.ReloadAsync("a", CancellationToken.None);

        (await GetAsync("a")).ShouldBe("1");
        _queries.ShouldBe(2);
    }

    [Fact]
    public async Task However_many_ids_are_made_up_only_the_latest_are_remembered()
    {
        Put("a", "1");
        (await GetAsync("a")).ShouldBe("1");
        for (var n = 0; n < 10 * MaxAbsent; n++)
        {
            (await GetAsync($"made up {n}")).ShouldBeNull();
        }

        _copy.Count.ShouldBeInRange(2, MaxAbsent + 2);
        _copy.TryGet($"made up {(10 * MaxAbsent) - 1}", out _).ShouldBeTrue();
        _copy.TryGet("a", out var value).ShouldBeTrue();
        value.ShouldBe("1");
    }

    [Fact]
    public async Task Who_keeps_a_line_sees_it_changed_and_deleted()
    {
        Put("a", "1");
        await GetAsync("a");
        var line = _copy.Find("a").ShouldNotBeNull();

        Put("a", "2");
        await _copy.ReloadAsync("a", CancellationToken.None);
        line.Value.ShouldBe("2");

        Put("a", null);
        await _copy.ReloadAsync(_ => true, CancellationToken.None);
        line.Value.ShouldBeNull();

        // Dropped and created again under the same id: the old line stays what it was, nothing.
        await _copy.ReloadAsync(_ => true, CancellationToken.None);
        Put("a", "3");
        (await GetAsync("a")).ShouldBe("3");
        line.Value.ShouldBeNull();
    }

    private ValueTask<string?> GetAsync(string key) => _copy.GetAsync(key, CancellationToken.None);

    private void Put(string key, string? value)
    {
        lock (_table)
        {
            _table.Remove(key);
            if (value is not null)
            {
                _table[key] = value;
            }
        }
    }
}
