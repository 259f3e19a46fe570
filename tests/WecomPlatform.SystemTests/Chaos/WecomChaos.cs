using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>What WeCom does to the platform: errors, silence, slowness, limits, dead values, new secrets. One thing after the other.</summary>
public sealed class WecomChaos(
    PlatformHost host,
    IReadOnlyList<PlatformApp> apps,
    ChaosOperator people,
    CallCollector calls,
    DisturbanceLog log,
    int seed
)
{
    private static readonly string[] Paths = ["/cgi-bin/*", UpstreamLog.Token, UpstreamLog.CorpTicket, UpstreamLog.AgentTicket];

    private readonly Dice _dice = new(seed);

    public async Task RunAsync(DateTimeOffset until)
    {
        while (DateTimeOffset.UtcNow < until)
        {
            await calls.LookAsync();
            await NextAsync();
            await _dice.PauseAsync(300, 1200);
        }
    }

    private Task NextAsync() =>
        _dice.Below(9) switch
        {
            0 => FaultAsync("answers -1", new SimulatorFault("", Errcode: -1)),
            1 => FaultAsync("answers 500", new SimulatorFault("", HttpStatus: 500)),
            2 => FaultAsync("hangs up", new SimulatorFault("", Drop: true)),
            3 => FaultAsync("is too slow", new SimulatorFault("", DelayMs: (int)ChaosNodes.FetchTimeout.TotalMilliseconds + 500)),
            4 => LimitAsync(_dice.Of(apps).App.CorpId),
            5 => RevokeAsync("accessToken"),
            6 => RevokeAsync(_dice.Of(["corpTicket", "agentTicket"])),
            7 => log.DuringAsync(DisturbanceKind.Wecom, "restarts", () => calls.RestartAsync(() => _dice.PauseAsync(0, 1500))),
            _ => ResetSecretAsync(_dice.Of(apps)),
        };

    private Task FaultAsync(string what, SimulatorFault fault)
    {
        fault = fault with { Path = _dice.Of(Paths), CorpId = _dice.Below(2) == 0 ? null : _dice.Of(apps).App.CorpId };
        return log.DuringAsync(
            DisturbanceKind.Wecom,
            $"{what} at {fault.Path}",
            async () =>
            {
                await host.Simulator.AddFaultAsync(fault);
                await _dice.PauseAsync(300, 3500);
                await host.Simulator.ClearFaultsAsync();
            },
            corpId: fault.CorpId
        );
    }

    // WeCom's own limit is waited out for an hour unless an operator says now.
    private Task LimitAsync(string corpId) =>
        log.DuringAsync(
            DisturbanceKind.Wecom,
            "limits",
            async () =>
            {
                await host.Simulator.AddFaultAsync(new SimulatorFault(UpstreamLog.CorpTicket, Errcode: 45009, CorpId: corpId));
                await _dice.PauseAsync(300, 1500);
                await host.Simulator.ClearFaultsAsync();
                await people.RefreshBlockedAsync(apps[0].Tenant);
            },
            corpId: corpId
        );

    private Task RevokeAsync(string kind)
    {
        var corpId = _dice.Of(apps).App.CorpId;
        return log.DuringAsync(
            DisturbanceKind.Revocation,
            kind,
            () => host.Simulator.RevokeAsync(new { CorpId = corpId, Kind = kind }),
            corpId: corpId
        );
    }

    private Task ResetSecretAsync(PlatformApp app) =>
        log.DuringAsync(
            DisturbanceKind.Secret,
            "reset",
            async disturbance =>
            {
                var changed = app.App with { Secret = CorpApp.Fresh().Secret };
                await host.Simulator.PutAgentAsync(changed);
                await host.Simulator.RevokeAsync(
                    new
                    {
                        app.App.CorpId,
                        app.App.AgentId,
                        Kind = "accessToken",
                    }
                );
                await _dice.PauseAsync(500, 3000);
                disturbance.Attempts = await people.PutSecretAsync(app.Tenant, changed);
            },
            corpId: app.App.CorpId
        );
}
