using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Tests.Postgres;

public sealed class SealerTests
{
    private const string Place = "credential/acme/access_token/ww1/1";

    private readonly Sealer _sealer = With("a", "a");

    [Fact]
    public void What_was_sealed_opens_at_its_place() =>
        Prop.ForAll(
                Gen.Choose(' ', 0xD7FF).Select(c => (char)c).NonEmptyListOf().Select(chars => new string([.. chars])).ToArbitrary(),
                ArbMap.Default.ArbFor<NonNull<string>>(),
                (text, place) =>
                    place.Get.Any(char.IsSurrogate) || _sealer.Open(_sealer.Seal(new Secret(text), place.Get), place.Get).Reveal() == text
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Copied_to_another_place_it_does_not_open() =>
        Should.Throw<CryptographicException>(() => _sealer.Open(_sealer.Seal(new Secret("s"), Place), Place + "0"));

    [Fact]
    public void With_any_byte_tampered_with_it_does_not_open()
    {
        var box = _sealer.Seal(new Secret("hunter2"), Place);
        for (var at = 0; at < box.Length; at++)
        {
            var tampered = (byte[])box.Clone();
            tampered[at] ^= 0x01;
            Should.Throw<CryptographicException>(() => _sealer.Open(tampered, Place), $"byte {at}");
        }
    }

    [Fact]
    public void Cut_short_anywhere_it_does_not_open()
    {
        var box = _sealer.Seal(new Secret("hunter2"), Place);
        for (var length = 0; length < box.Length; length++)
        {
            Should.Throw<CryptographicException>(() => _sealer.Open(box.AsSpan(0, length), Place), $"{length} bytes");
        }
    }

    [Fact]
    public void A_box_holds_nothing_of_the_secret_and_no_two_are_alike()
    {
        var one = _sealer.Seal(new Secret("hunter2"), Place);

        one.AsSpan().IndexOf("hunter2"u8).ShouldBe(-1);
        one.ShouldNotBe(_sealer.Seal(new Secret("hunter2"), Place));
    }

    [Fact]
    public void A_box_of_an_unknown_key_names_the_key_that_is_missing()
    {
        var box = With("old", "old").Seal(new Secret("s"), Place);

        Should.Throw<CryptographicException>(() => _sealer.Open(box, Place)).Message.ShouldContain("'old'");
    }

    [Fact]
    public void After_a_rotation_old_boxes_open_and_new_ones_are_sealed_with_the_new_key()
    {
        var old = With("old", "old").Seal(new Secret("before"), Place);
        var both = With("new", "old", "new");

        both.Open(old, Place).Reveal().ShouldBe("before");
        var fresh = both.Seal(new Secret("after"), Place);
        With("new", "new").Open(fresh, Place).Reveal().ShouldBe("after");
        Should.Throw<CryptographicException>(() => With("old", "old").Open(fresh, Place));
    }

    [Fact]
    public async Task Many_threads_seal_and_open_at_once() =>
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(thread =>
                    Task.Run(() =>
                    {
                        for (var n = 0; n < 2000; n++)
                        {
                            var text = $"secret-{thread}-{n}";
                            _sealer.Open(_sealer.Seal(new Secret(text), text), text).Reveal().ShouldBe(text);
                        }
                    })
                )
        );

    [Theory]
    [InlineData("a", "", "ActiveKey")]
    [InlineData("a", "b", "ActiveKey")]
    [InlineData("a", "a=c2hvcnQ=", "exactly 32 bytes")]
    [InlineData("a", "a=not base64", "exactly 32 bytes")]
    [InlineData("a b", "a b", "ASCII letters or digits")]
    public void Keys_that_cannot_work_are_named_without_showing_them(string active, string keys, string complaint)
    {
        var options = new SealingOptions { ActiveKey = active };
        foreach (var key in keys.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = key.Split('=', 2);
            options.Keys.Add(parts[0], parts.Length > 1 ? parts[1] : Key(key));
        }

        var wrong = options.Validate().ShouldHaveSingleItem();
        wrong.ShouldContain(complaint);
        wrong.ShouldNotContain("c2hvcnQ");
    }

    private static Sealer With(string active, params string[] keys)
    {
        var options = new SealingOptions { ActiveKey = active };
        foreach (var id in keys)
        {
            options.Keys.Add(id, Key(id));
        }

        options.Validate().ShouldBeEmpty();
        return new Sealer(Options.Create(options));
    }

    private static string Key(string id) => Convert.ToBase64String(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id)));
}
