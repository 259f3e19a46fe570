namespace WecomPlatform.Server.Tokens;

/// <summary>A token as REST answers it.</summary>
internal sealed record TokenView(string AccessToken, long ExpiresIn, long Version)
{
    public override string ToString() => nameof(TokenView); // never the token
}
