using System.Collections.Concurrent;
using System.Text;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Tests.Owners;
using WecomPlatform.Wecom.Callbacks;
using Xunit.Abstractions;

namespace WecomPlatform.Tests.Callbacks;

/// <summary>Damaged and forged callbacks, half of them with a right signature.</summary>
public sealed class MutatedCallbackTests(OwnersDatabase database, ITestOutputHelper output) : IClassFixture<OwnersDatabase>
{
    private const int Count = 20_000;
    private const int Seed = 20261121;

    [Fact]
    public async Task None_breaks_the_platform_and_no_forgery_is_taken()
    {
        using var reception = await Reception.OpenAsync(database, TimeProvider.System);
        var cipher = CallbackCipher.TryCreate(new Secret(Reception.Token), new Secret(Reception.EncodingAesKey))!;
        var outcomes = new ConcurrentDictionary<(bool Signed, string Mutation, int Status), int>();
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Count),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, _) =>
            {
                var isSigned = i % 2 == 0;
                var mutated = new Mutation(new Random(Seed + i), cipher, reception.Suite.Value, now, isSigned);
                var (status, text) = await reception.PostAsync(mutated.Signature, mutated.Timestamp, mutated.Nonce, mutated.Body);
                outcomes.AddOrUpdate((isSigned, mutated.Name, status), 1, static (_, count) => count + 1);
                var what = $"seed {Seed + i}, {mutated.Name}, signed: {isSigned} → {status} {text}";
                status.ShouldBeOneOf([200, 400, 403], what);
                if (status == 200)
                {
                    isSigned.ShouldBeTrue(what);
                    text.ShouldBe("success", what);
                    mutated.IsForgery.ShouldBeFalse(what);
                }
            }
        );

        foreach (var (outcome, count) in outcomes.OrderBy(outcome => outcome.Key))
        {
            output.WriteLine($"{(outcome.Signed ? "signed" : "unsigned")} {outcome.Mutation}: {outcome.Status} × {count}");
        }

        reception.Tickets.Pushed.ShouldAllBe(pushed => pushed.Key.App.Suite == reception.Suite);
        outcomes.Keys.ShouldContain(outcome => outcome.Status == 200);
    }

    /// <summary>A suite_ticket event, changed in one way.</summary>
    private sealed class Mutation
    {
        private readonly Random _dice;

        public Mutation(Random dice, CallbackCipher cipher, string suite, long now, bool isSigned)
        {
            _dice = dice;
            Nonce = $"{dice.Next()}";
            Timestamp = $"{now}";
            var eventTime = now - dice.Next(0, 60);
            var event_ = Event(suite, eventTime);
            var encrypt = cipher.Seal(event_, suite, now, Nonce).Encrypt;
            switch (dice.Next(9))
            {
                case 0:
                    (Name, encrypt) = ("ciphertext character", Replaced(encrypt));
                    break;
                case 1:
                    (Name, encrypt) = ("ciphertext cut", encrypt[..dice.Next(encrypt.Length)]);
                    break;
                case 2:
                    (Name, encrypt) = ("ciphertext bit", Flipped(encrypt));
                    break;
                case 3:
                    // Whatever comes of it must at least still be of the suite; see the tickets that were pushed.
                    (Name, encrypt) = ("text character", cipher.Seal(Replaced(event_), suite, now, Nonce).Encrypt);
                    break;
                case 4:
                    (Name, IsForgery) = ("other suite", true);
                    encrypt = cipher.Seal(Event("ww" + dice.Next(), eventTime), suite, now, Nonce).Encrypt;
                    break;
                case 5:
                    (Name, IsForgery) = ("old event", true);
                    encrypt = cipher.Seal(Event(suite, now - 90_000 - dice.Next(1_000_000)), suite, now, Nonce).Encrypt;
                    break;
                case 6:
                    (Name, IsForgery, Timestamp) = ("old signature", true, $"{now - 90_000 - dice.Next(1_000_000)}");
                    break;
                case 7:
                    (Name, IsForgery) = ("dtd", true);
                    encrypt = cipher.Seal($"<!DOCTYPE xml [<!ENTITY e \"{dice.Next()}\">]>{event_}", suite, now, Nonce).Encrypt;
                    break;
                default:
                    (Name, IsForgery) = ("random bytes", true);
                    var bytes = new byte[32 * dice.Next(1, 20)];
                    dice.NextBytes(bytes);
                    encrypt = Convert.ToBase64String(bytes);
                    break;
            }

            Signature = isSigned ? Reception.Sign(Timestamp, Nonce, encrypt) : Unsigned(encrypt);
            Body = $"<xml><ToUserName><![CDATA[{suite}]]></ToUserName><Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>";
        }

        public string Name { get; }

        public bool IsForgery { get; }

        public string Signature { get; }

        public string Timestamp { get; }

        public string Nonce { get; }

        public string Body { get; }

        private static string Event(string suite, long time) =>
            $"<xml><SuiteId><![CDATA[{suite}]]></SuiteId><InfoType><![CDATA[suite_ticket]]></InfoType><TimeStamp>{time}</TimeStamp><SuiteTicket><![CDATA[ticket]]></SuiteTicket></xml>";

        // None that could be right: one digit of it is another.
        private string Unsigned(string encrypt)
        {
            var right = Reception.Sign(Timestamp, Nonce, encrypt).ToCharArray();
            var at = _dice.Next(right.Length);
            right[at] = right[at] == '0' ? '1' : '0';
            return new string(right);
        }

        private string Replaced(string text)
        {
            var changed = new StringBuilder(text);
            changed[_dice.Next(text.Length)] = (char)_dice.Next(1, 0x250);
            return changed.ToString();
        }

        private string Flipped(string encrypt)
        {
            var bytes = Convert.FromBase64String(encrypt);
            bytes[_dice.Next(bytes.Length)] ^= (byte)(1 << _dice.Next(8));
            return Convert.ToBase64String(bytes);
        }
    }
}
