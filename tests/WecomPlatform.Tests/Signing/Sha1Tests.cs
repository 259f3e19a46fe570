using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Tests.Signing;

/// <summary>Our way to SHA-1 is only faster.</summary>
[SuppressMessage("Security", "CA5350", Justification = "SHA-1 is WeCom's choice.")]
public sealed class Sha1Tests
{
    [Fact]
    public void Any_text_has_the_hash_that_the_framework_finds() =>
        Prop.ForAll(
                Gen.Choose(0, 3000).SelectMany(length => Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(length)).ToArbitrary(),
                text =>
                {
                    var hash = new byte[SHA1.HashSizeInBytes];
                    Sha1.Hash(text, hash);
                    return hash.AsSpan().SequenceEqual(SHA1.HashData(text));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Threads_do_not_disturb_each_other() =>
        Parallel.For(
            0,
            50_000,
            n =>
            {
                var text = BitConverter.GetBytes(n);
                var hash = new byte[SHA1.HashSizeInBytes];
                Sha1.Hash(text, hash);
                hash.ShouldBe(SHA1.HashData(text));
            }
        );

    [Fact]
    public void A_place_too_small_for_a_hash_is_refused() => Should.Throw<ArgumentException>(() => Sha1.Hash([], new byte[19]));
}
