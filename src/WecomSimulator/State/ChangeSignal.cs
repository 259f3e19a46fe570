namespace WecomSimulator.State;

/// <summary>Says that something worth keeping changed. Many changes before the next look are one.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _raised = New();

    public Task Raised => Volatile.Read(ref _raised).Task;

    public void Raise() => Volatile.Read(ref _raised).TrySetResult();

    /// <summary>From here on changes count again.</summary>
    public void Rearm() => Volatile.Write(ref _raised, New());

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
