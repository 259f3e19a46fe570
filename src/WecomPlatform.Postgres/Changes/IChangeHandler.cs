namespace WecomPlatform.Postgres.Changes;

/// <summary>Follows the change feed. A change may be told more than once.</summary>
public interface IChangeHandler
{
    /// <summary>Some things were changed.</summary>
    Task OnChangedAsync(IReadOnlyCollection<Change> changes, CancellationToken ct);

    /// <summary>The feed was lost for a while: everything held may be out of date.</summary>
    Task OnResyncAsync(CancellationToken ct);
}
