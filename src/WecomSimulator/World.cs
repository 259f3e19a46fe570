using WecomSimulator.Authorizations;
using WecomSimulator.Callbacks;
using WecomSimulator.Calls;
using WecomSimulator.Corps;
using WecomSimulator.Credentials;
using WecomSimulator.Faults;
using WecomSimulator.Limits;
using WecomSimulator.Login;
using WecomSimulator.People;
using WecomSimulator.Settings;
using WecomSimulator.State;
using WecomSimulator.Suites;

namespace WecomSimulator;

/// <summary>
/// All that the simulator knows. One lock guards it: every step inside is short and never waits, so that calls are judged
/// one after the other and tests can reason about their order.
/// </summary>
internal sealed class World(TimeProvider clock)
{
    public Lock Gate { get; } = new();

    public TimeProvider Clock => clock;

    public DateTimeOffset Now => clock.GetUtcNow();

    public SimulatorSettings Settings { get; set; } = new();

    public CorpDirectory Corps { get; } = new();

    public SuiteDirectory Suites { get; } = new();

    public AuthorizationBook Authorizations { get; } = new();

    public InstallBook Installs { get; } = new();

    public PeopleBook People { get; } = new();

    public LoginBook Logins { get; } = new();

    public CredentialStore Credentials { get; } = new();

    public LimitBook Limits { get; } = new();

    public ConcurrencyBook Concurrency { get; } = new();

    public FaultBook Faults { get; } = new();

    public CallBook Calls { get; } = new();

    public PushBook Pushes { get; } = new();

    public ChangeSignal Changes { get; } = new();

    /// <summary>The next suite_ticket may be due at another time than it was.</summary>
    public ChangeSignal PushTimes { get; } = new();
}
