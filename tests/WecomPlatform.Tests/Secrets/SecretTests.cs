using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Tests.Keys;

namespace WecomPlatform.Tests.Secrets;

public sealed class SecretTests
{
    private const string Text = "hunter2-hunter2";

    [Fact]
    public void A_secret_gives_back_what_was_put_in() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonEmptyString>(),
                text => char.IsSurrogate(text.Get[0]) || text.Get.Any(char.IsSurrogate) || new Secret(text.Get).Reveal() == text.Get
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Secrets_are_equal_when_their_texts_are()
    {
        new Secret(Text).ShouldBe(new Secret(Text));
        new Secret(Text).ShouldNotBe(new Secret(Text + "x"));
        new Secret("aaaa").ShouldNotBe(new Secret("aaab"));
        new Secret(Text).GetHashCode().ShouldBe(new Secret(Text).GetHashCode());
    }

    [Fact]
    public void Nothing_that_holds_a_secret_prints_it()
    {
        var secret = new Secret(Text);
        object[] holders =
        [
            secret,
            new FetchedValue(secret, TimeSpan.Zero, 0, TimeSpan.Zero),
            new AppAccount(secret, true, null),
            new CredentialRow(Some.Token) { Value = secret },
            FetchResult.Of(new FetchedValue(secret, TimeSpan.Zero, 0, TimeSpan.Zero)),
        ];

        foreach (var holder in holders)
        {
            holder.ToString()!.ShouldNotContain(Text);
            $"{holder}".ShouldNotContain(Text);
        }
    }

    [Fact]
    public void A_secret_does_not_slip_through_a_serializer()
    {
        string json;
        try
        {
            json = JsonSerializer.Serialize(new Secret(Text));
        }
        catch (Exception refusal) when (refusal is NotSupportedException or InvalidOperationException)
        {
            return; // Refusing is as good.
        }

        json.ShouldNotContain(Text);
        json.ShouldNotContain(Convert.ToBase64String(new Secret(Text).Utf8));
    }

    [Fact]
    public void There_is_no_empty_secret()
    {
        Should.Throw<ArgumentException>(() => new Secret(""));
        Should.Throw<ArgumentException>(() => new Secret(null!));
    }
}
