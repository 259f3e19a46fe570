using WecomPlatform.Tests.Time;

namespace WecomPlatform.Tests.Simulator;

public sealed class StateTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("simulator-");
    private readonly FakeClock _clock = new();

    private string StatePath => Path.Combine(_directory.FullName, "state.json");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_restart_continues_with_apps_settings_tokens_and_tickets()
    {
        string token;
        string ticket;
        string revoked;
        await using (var before = await SimulatorFixture.StartAsync(_clock, StatePath))
        {
            await before.SettingsAsync("""{"expiresIn":3600}""");
            revoked = await before.TokenAsync();
            await before.SimAsync(HttpMethod.Post, "revoke", $$"""{"value":"{{revoked}}"}""");
            token = await before.TokenAsync();
            ticket = (string)(await before.CorpTicketAsync(token))["ticket"]!;
        }

        _clock.Advance(TimeSpan.FromSeconds(100));
        await using var after = await SimulatorFixture.StartEmptyAsync(_clock, StatePath);

        var again = await after.GetTokenAsync();
        ((string)again["access_token"]!).ShouldBe(token);
        ((int)again["expires_in"]!).ShouldBe(3500);
        ((string)(await after.CorpTicketAsync(token))["ticket"]!).ShouldBe(ticket);
        ((int)(await after.CorpTicketAsync(revoked))["errcode"]!).ShouldBe(40014);
        ((int)(await after.SimAsync("settings"))["expiresIn"]!).ShouldBe(3600);
    }

    [Fact]
    public async Task A_restart_lifts_no_limit_and_no_ban()
    {
        string token;
        await using (var before = await SimulatorFixture.StartAsync(_clock, StatePath))
        {
            await before.SettingsAsync("""{"ticketsPerAppHour":2,"wrongSecretLimit":1}""");
            token = await before.TokenAsync();
            await before.CorpTicketAsync(token);
            await before.CorpTicketAsync(token);
            await before.GetTokenAsync("wrong");
        }

        await using var after = await SimulatorFixture.StartEmptyAsync(_clock, StatePath);

        ((int)(await after.CorpTicketAsync(token))["errcode"]!).ShouldBe(45009);
        ((int)(await after.GetTokenAsync())["errcode"]!).ShouldBe(45009);
    }

    [Fact]
    public async Task A_change_is_on_disk_within_a_second_and_no_half_written_file_stays()
    {
        await using var simulator = await SimulatorFixture.StartAsync(_clock, StatePath);
        await _clock.TimerDueWithinAsync(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await WaitForAsync(() => File.Exists(StatePath));

        (await File.ReadAllTextAsync(StatePath)).ShouldContain(SimulatorFixture.Secret);

        var token = await simulator.TokenAsync();
        await _clock.TimerDueWithinAsync(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await WaitForAsync(() => File.ReadAllText(StatePath).Contains(token, StringComparison.Ordinal));
        Directory.GetFiles(_directory.FullName).ShouldBe([StatePath]);
    }

    [Fact]
    public async Task Without_a_state_file_nothing_is_kept()
    {
        await using (await SimulatorFixture.StartAsync(_clock)) { }
        await using var after = await SimulatorFixture.StartEmptyAsync(_clock);

        (await after.SimAsync("corps"))["corps"]!.AsArray().ShouldBeEmpty();
    }

    /// <summary>Writing a file takes real time, which no clock of ours moves.</summary>
    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            tries.ShouldBeLessThan(500);
            await Task.Delay(10);
        }
    }
}
