using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Login;

/// <summary>The errors of logins that more than one place knows.</summary>
internal static class LoginProblem
{
    /// <summary>WeCom or Juzi does not take the code.</summary>
    public static ApiProblem CodeRejected(string rule) =>
        new(
            400,
            "code_rejected",
            "The code does not stand for anybody: it was used, has expired, or was given to another app. Log in again."
        )
        {
            Rule = rule,
        };

    /// <summary>The platform does not take its code.</summary>
    public static ApiProblem CodeInvalid() =>
        new(400, "code_invalid", "The code is unknown, was used, has expired, or belongs to a login that another key began. Log in again.");

    /// <summary>The SaaS is not the one that began.</summary>
    public static ApiProblem VerifierInvalid() =>
        new(
            400,
            "code_verifier_invalid",
            "codeVerifier does not fit the codeChallenge that the login began with. The code is used up. Log in again."
        );

    /// <summary>The same as for installations.</summary>
    public static ApiProblem RedirectUriUnknown() =>
        new(
            400,
            "redirect_uri_unknown",
            "redirectUri must be registered beforehand, to the letter: PUT /admin/v1/tenants/{t}/redirect-uris."
        );
}
