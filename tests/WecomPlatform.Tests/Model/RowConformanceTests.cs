using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Postgres.Credentials;
using WecomPlatform.Tests.Keys;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Tests.Model;

/// <summary>The row that the model explores is the row that PostgreSQL keeps: random traces lead both to the same places.</summary>
public sealed class RowConformanceTests(OwnersDatabase database) : IClassFixture<OwnersDatabase>
{
    private static readonly Config Traces = Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20260101, 1);

    [Fact]
    public async Task Random_traces_lead_the_models_row_and_the_real_one_to_the_same_places()
    {
        await RealRow.PrepareAsync(database);
        var step = Gen.Choose(0, Enum.GetValues<RowStep>().Length - 1).Zip(Gen.Choose(0, 99));
        Prop.ForAll(
                Gen.ListOf(step, 40).ToArbitrary(),
                async trace =>
                {
                    var run = new Run(database);
                    foreach (var (what, chance) in trace)
                    {
                        await run.DoAsync((RowStep)what, chance);
                    }
                }
            )
            .Check(Traces);
    }

    private sealed class Run
    {
        private const int Lease = 3;
        private const int Lifetime = 9;
        private const int Backoff = 2;
        private const long ClockFallsBackBy = 100_000_000;

        private static readonly Rules Rules = new();

        private readonly CredentialKey _key = CredentialKey.AccessToken(TenantId.Parse($"t{Guid.NewGuid():N}"), Some.Corp, Some.Agent);
        private readonly PostgresCredentialRows _rows;
        private readonly RealRow _real;
        private readonly NumberMap _generations = new("generation");
        private readonly NumberMap _fences = new("fence");
        private readonly List<(long Fence, FetchPermit Permit, int TakenAt)> _permits = [];
        private ModelRow _model = ModelRow.Empty;
        private ModelRow _before = ModelRow.Empty;
        private long _clock = 100_000_000_000;
        private long _known;
        private int _now = 1;
        private int _values;

        public Run(OwnersDatabase database)
        {
            _real = new RealRow(database, _key);
            _rows = new PostgresCredentialRows(
                database.Source,
                OwnersDatabase.NewSealer(),
                new CredentialRowsOptions("node", TimeSpan.FromMinutes(Lease), TimeSpan.Zero),
                TimeProvider.System,
                NullLogger<PostgresCredentialRows>.Instance
            );
        }

        public async Task DoAsync(RowStep step, int chance)
        {
            _clock += 100;
            var isNews = false;
            await _real.RememberAsync();
            var next = step switch
            {
                RowStep.TimePasses => await PassAsync(1 + (chance % 3)),
                RowStep.Take => await TakeAsync(_model),
                RowStep.TakeOfAnOldReader => await TakeAsync(_before),
                RowStep.Write => await WriteAsync(chance, isSame: false),
                RowStep.WriteTheSame => await WriteAsync(chance, isSame: true),
                RowStep.GiveBack => await ReleaseAsync(chance, why: null),
                RowStep.Fail => await ReleaseAsync(
                    chance,
                    new Unavailable(UnavailableReason.UpstreamUnavailable, TimeSpan.FromMinutes(Backoff))
                ),
                RowStep.Push => await PushAsync(chance),
                RowStep.Forget => await ForgetAsync(),
                RowStep.LoseTheLastCommit => await LoseAsync(),
                _ => await FallBackAsync(),
            };
            if (next is not null)
            {
                await _real.CommittedAsync();
                (_before, _model) = (_model, next);
                isNews = true;
            }

            await CompareAsync();
            if (isNews)
            {
                Order(_fences, _model.Fence, _before.Fence);
                Order(_generations, _model.Generation, _before.Generation);
            }
        }

        private async Task<ModelRow?> PassAsync(int minutes)
        {
            await _real.PassAsync(minutes);
            _now += minutes;
            return null;
        }

        private async Task<ModelRow?> TakeAsync(ModelRow seen)
        {
            var next = _model.Take(Rules, (seen.Generation, seen.Fence), _now, Lease, _clock);
            var read = new CredentialRow(_key) { Generation = Real(seen.Generation), Fence = _fences.Real(seen.Fence) };
            var taken = await _rows.TryTakeAsync(read, RefreshCause.Demanded, [], CancellationToken.None);
            (taken.Permit is not null).ShouldBe(next is not null, "whether the lease was taken");
            if (taken.Permit is { } permit)
            {
                _fences.ShouldAgree(next!.Fence, permit.Fence);
                _permits.Add((next.Fence, permit, _now));
            }

            return next;
        }

        private async Task<ModelRow?> WriteAsync(int chance, bool isSame)
        {
            if (Permit(chance) is not { } held || (isSame && _model.Value == 0))
            {
                return null;
            }

            var value = isSame ? _model.Value : ++_values;
            var known = Known(chance);
            var next = _model.Write(Rules, held.Fence, isSame, known, value, _now + Lifetime, _clock);
            // Called in this minute, whenever the lease was taken.
            var sentAt = held.Permit.TakenAt + ((_now - held.TakenAt) * 60 * TimeProvider.System.TimestampFrequency);
            var fetched = new FetchedValue(new Secret($"v{value}"), TimeSpan.FromMinutes(Lifetime), sentAt, TimeSpan.Zero);
            var written = await _rows.TryWriteAsync(held.Permit, fetched, isSame, Real(known), CancellationToken.None);
            (written is not null).ShouldBe(next is not null, "whether the value was written");
            return next;
        }

        private async Task<ModelRow?> ReleaseAsync(int chance, Unavailable? why)
        {
            if (Permit(chance) is not { } held)
            {
                return null;
            }

            var next = _model.Release(Rules, held.Fence, why is null ? null : _now + Backoff, _clock);
            (await _rows.TryReleaseAsync(held.Permit, why, CancellationToken.None)).ShouldBe(
                next is not null,
                "whether the lease was given back"
            );
            return next;
        }

        private async Task<ModelRow?> PushAsync(int chance)
        {
            var known = Known(chance);
            var exists = await _real.ExistsAsync();
            var next = _model.Push(Rules, known, ++_values, _now + Lifetime, _clock, exists);
            var sentAt = TimeProvider.System.GetTimestamp();
            var pushed = new FetchedValue(new Secret($"v{_values}"), TimeSpan.FromMinutes(Lifetime), sentAt, TimeSpan.Zero);
            await _rows.PushAsync(_key, pushed, Real(known), CancellationToken.None);
            return next;
        }

        private async Task<ModelRow?> ForgetAsync()
        {
            if (!await _real.ExistsAsync())
            {
                return null;
            }

            await _rows.ForgetAsync([_key], CancellationToken.None);
            return _model.Forget(Rules, _clock);
        }

        private async Task<ModelRow?> LoseAsync()
        {
            await _real.LoseLastCommitAsync();
            _model = _before;
            return null;
        }

        private async Task<ModelRow?> FallBackAsync()
        {
            await _real.FallBackAsync();
            _clock -= ClockFallsBackBy;
            _generations.Shift(RealRow.FallBack);
            _fences.Shift(RealRow.FallBack);
            for (var i = 0; i < _permits.Count; i++)
            {
                var held = _permits[i];
                _permits[i] = held with { Permit = held.Permit with { Fence = _fences.Real(held.Fence) } };
            }

            return null;
        }

        private async Task CompareAsync()
        {
            var row = await _rows.ReadAsync(_key, CancellationToken.None);
            _generations.ShouldAgree(_model.Generation, row.Generation.Value);
            _fences.ShouldAgree(_model.Fence, await _real.FenceAsync());
            Minutes(row.Lease).ShouldBe(Math.Max(0, _model.LeaseUntil - _now), "minutes of the lease");
            Minutes(row.Failure?.RetryIn ?? TimeSpan.Zero).ShouldBe(Math.Max(0, _model.RetryAt - _now), "minutes of the failure");
            row.Value?.Reveal().ShouldBe($"v{_model.Value}");
            (row.Value is null).ShouldBe(_model.Value == 0);
            if (row.Value is not null)
            {
                Math.Round(row.Remaining.TotalMinutes).ShouldBe(_model.ExpiresAt - _now, "minutes of the life");
            }

            _known = Math.Max(_known, _model.Generation);
        }

        // Whoever was given a permit may use it at any time, and more than once.
        private (long Fence, FetchPermit Permit, int TakenAt)? Permit(int chance) =>
            _permits.Count == 0 ? null : _permits[^(1 + (chance % Math.Min(2, _permits.Count)))];

        private long Known(int chance) => chance % 2 == 0 ? _known : _model.Generation;

        private static void Order(NumberMap map, long now, long before) =>
            map.Real(now).CompareTo(map.Real(before)).ShouldBe(now.CompareTo(before), "the order of the numbers");

        private Generation Real(long model) => new(_generations.Real(model));

        private static int Minutes(TimeSpan span) => Math.Max(0, (int)Math.Round(span.TotalMinutes));
    }
}
