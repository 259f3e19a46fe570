using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Tests.Signing;

public class NoncesTests
{
    private const int Count = 100_000;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly string[] s_nonces = [.. Enumerable.Range(0, Count).Select(_ => Next())];

    [Fact]
    public void A_nonce_is_16_letters_and_digits()
    {
        foreach (var nonce in s_nonces)
        {
            nonce.Length.ShouldBe(16);
            nonce.All(char.IsAsciiLetterOrDigit).ShouldBeTrue(nonce);
        }
    }

    [Fact]
    public void No_nonce_repeats() => s_nonces.Distinct().Count().ShouldBe(Count);

    [Fact]
    public void Every_character_is_equally_likely_at_every_place()
    {
        for (var place = 0; place < 16; place++)
        {
            var expected = (double)Count / Alphabet.Length;
            var counts = s_nonces.CountBy(nonce => nonce[place]).ToDictionary();
            var chiSquare = Alphabet.Sum(c => Math.Pow(counts.GetValueOrDefault(c) - expected, 2) / expected);

            // 61 degrees of freedom: mean 61, standard deviation 11. 200 is beyond chance (below 1e-15), while taking 256 values
            // modulo 62 would give over 700.
            chiSquare.ShouldBeLessThan(200);
        }
    }

    private static string Next()
    {
        Nonces.Write(out var nonce);
        return System.Text.Encoding.ASCII.GetString(nonce);
    }
}
