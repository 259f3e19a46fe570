namespace WecomPlatform.SampleSaas.Login;

/// <summary>A login that this browser began here.</summary>
/// <param name="Button">How.</param>
/// <param name="State">What must come back.</param>
/// <param name="Nonce">What must stand in the id token.</param>
/// <param name="CodeVerifier">What proves to the platform that it is we who began.</param>
internal sealed record PendingLogin(LoginButton Button, string State, string Nonce, string CodeVerifier);
