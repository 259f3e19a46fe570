using WecomPlatform.Cli.Doctor.Checks;

namespace WecomPlatform.Cli.Doctor;

/// <summary>All checks, in the order in which their failures cause each other.</summary>
internal static class Checkup
{
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new ServerCheck(),
        new AdminKeyCheck(),
        new KeyCheck(),
        new ClockCheck(),
        new RegistrationCheck(),
        new WecomCheck(),
        new AddressCheck(),
        new SecretCheck(),
        new AgentCheck(),
        new AuthorizationCheck(),
        new SuiteTicketCheck(),
        new LimitCheck(),
        new CredentialsCheck(),
        new CallbackCheck(),
        new PageUrlCheck(),
        new DomainCheck(),
        new TimestampCheck(),
        new SignatureCheck(),
    ];
}
