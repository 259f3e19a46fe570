using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Server.Callbacks;
using WecomPlatform.Server.Callbacks.Inbox;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Testing;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Tests.Callbacks;

public sealed class InboxWorkerTests(OwnersDatabase database) : IClassFixture<OwnersDatabase>, IAsyncLifetime
{
    // Workers take whatever is in their database: what another test left must not be there.
    public Task InitializeAsync() => database.ExecuteAsync("delete from callback_event");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_command_that_fails_for_a_while_is_tried_until_it_is_done_and_its_code_is_erased()
    {
        using var reception = await Reception.OpenAsync(database, TimeProvider.System);
        var tries = 0;
        reception.Commands.Answer = _ => ++tries < 3 ? InboxOutcome.Retry("not yet") : InboxOutcome.Done();
        await ReceiveAsync(reception, InfoTypes.CreateAuth);

        var report = await WorkUntilAsync(reception, "done");

        report.Attempts.ShouldBe(3);
        var authorize = reception.Commands.Sent.ToArray()[0].ShouldBeOfType<AuthorizeCorp>();
        authorize.Event.AuthCode!.Reveal().ShouldBe("the-code");
        (await database.ScalarAsync<long>("select count(*) from callback_event where sealed_code is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task A_command_that_failed_for_good_is_carried_out_when_it_is_replayed()
    {
        using var reception = await Reception.OpenAsync(database, TimeProvider.System);
        reception.Commands.Answer = _ => InboxOutcome.Failed("no_good", "it is no good");
        await ReceiveAsync(reception, InfoTypes.ChangeAuth);
        var report = await WorkUntilAsync(reception, "dead");
        report.ErrorCode.ShouldBe("no_good");

        reception.Commands.Answer = _ => InboxOutcome.Done();
        (await reception.Inbox.ReplayAsync(reception.Tenant, report.Id, default)).ShouldBeTrue();
        await WorkUntilAsync(reception, "done");
        (await reception.Inbox.ReplayAsync(reception.Tenant, report.Id, default)).ShouldBeFalse("it is done");
    }

    [Fact]
    public async Task A_command_is_given_up_after_a_time_but_a_cancellation_never()
    {
        using var reception = await Reception.OpenAsync(database, TimeProvider.System, new CallbackOptions { GiveUpAfter = TimeSpan.Zero });
        reception.Commands.Answer = command =>
            command is CancelAuthorization && reception.Commands.Sent.OfType<CancelAuthorization>().Count() > 1
                ? InboxOutcome.Done()
                : throw new InvalidOperationException("a fault");
        await ReceiveAsync(reception, InfoTypes.ResetPermanentCode);
        (await WorkUntilAsync(reception, "dead")).ErrorCode.ShouldBe("gave_up");

        await ReceiveAsync(reception, InfoTypes.CancelAuth);
        (await WorkUntilAsync(reception, "done")).Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_node_whose_commands_have_no_handlers_does_not_start()
    {
        using var reception = await Reception.OpenAsync(database, TimeProvider.System);
        reception.Commands.HasHandlers = false;

        await Should.ThrowAsync<InvalidOperationException>(() => reception.Worker.StartAsync(default));
    }

    private static async Task ReceiveAsync(Reception reception, string type)
    {
        var received = new ReceivedEvent(reception.Tenant, Guid.NewGuid().ToByteArray(), reception.Handle, type, DateTimeOffset.UtcNow)
        {
            Suite = reception.Suite,
            AuthCode = new Secret("the-code"),
            IsCommand = true,
        };
        (await reception.Inbox.ReceiveAsync(received, default)).ShouldNotBeNull();
        (await reception.Inbox.ReceiveAsync(received, default)).ShouldBeNull("it is there already");
    }

    private static async Task<CallbackReport> WorkUntilAsync(Reception reception, string status)
    {
        CallbackReport? report = null;
        await reception.Worker.StartAsync(default);
        try
        {
            await Eventually.TrueAsync(
                async ct =>
                {
                    report = (await reception.Inbox.ListAsync(reception.Tenant, null, null, 1, ct)).Single();
                    return report.Status == status;
                },
                $"the command is {status}"
            );
        }
        finally
        {
            await reception.Worker.StopAsync(default);
        }

        return report!;
    }
}
