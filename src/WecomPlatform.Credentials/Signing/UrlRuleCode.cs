namespace WecomPlatform.Credentials.Signing;

/// <summary>The names under which broken url rules leave the platform; callers compare them, so they never change.</summary>
public static class UrlRuleCode
{
    /// <summary>The rule in snake_case, e.g. <c>not_absolute</c>; <c>none</c> when nothing is broken.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is no <see cref="UrlRule"/>.</exception>
    public static string ToCode(this UrlRule rule) =>
        rule switch
        {
            UrlRule.None => "none",
            UrlRule.NotAbsolute => "not_absolute",
            UrlRule.Scheme => "scheme",
            UrlRule.ControlCharacter => "control_character",
            UrlRule.NonAscii => "non_ascii",
            UrlRule.TooLong => "too_long",
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No url rule."),
        };
}
