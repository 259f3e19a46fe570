using System.Diagnostics.CodeAnalysis;

namespace WecomPlatform.Credentials.Ids;

/// <summary>Which app of a corp: a self-built one by its agentid, one that the corp installed by its suite, which outlives agentids.</summary>
public readonly record struct AppId
{
    private readonly AgentId _agent;
    private readonly SuiteId _suite;

    private AppId(AgentId agent, SuiteId suite) => (_agent, _suite) = (agent, suite);

    /// <summary>The agentid of a self-built app; null for an installed one.</summary>
    public AgentId? Agent => _agent == default ? null : _agent;

    /// <summary>The suite of an installed app; null for a self-built one.</summary>
    public SuiteId? Suite => _suite == default ? null : _suite;

    /// <summary>A self-built app.</summary>
    public static implicit operator AppId(AgentId agent) => Of(agent);

    /// <summary>A suite's app.</summary>
    public static implicit operator AppId(SuiteId suite) => Of(suite);

    /// <summary>A self-built app.</summary>
    public static AppId Of(AgentId agent) => new(agent, default);

    /// <summary>A suite's app.</summary>
    public static AppId Of(SuiteId suite) => new(default, suite);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AppId result)
    {
        result =
            AgentId.TryParse(text, out var agent) ? agent
            : SuiteId.TryParse(text, out var suite) ? suite
            : default(AppId);
        return result != default;
    }

    /// <summary>The agentid or the suite_id.</summary>
    public override string ToString() => Agent?.ToString() ?? Suite?.ToString() ?? string.Empty;
}
