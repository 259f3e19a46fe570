namespace WecomPlatform.Cli.Doctor;

/// <summary>One thing that may be wrong.</summary>
internal interface ICheck
{
    /// <summary>A word for it.</summary>
    string Name { get; }

    /// <summary>Looks at it.</summary>
    Task<Finding> RunAsync(Examination examination, CancellationToken ct);
}
