namespace WecomPlatform.Cli.Doctor;

/// <summary>A question that is asked when its answer is first wanted, and never again. For one flow of control.</summary>
internal sealed class Once<T>(Func<Task<T>> ask)
{
    private Task<T>? _answer;

    public Task<T> AnswerAsync() => _answer ??= ask();
}
