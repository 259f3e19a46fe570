namespace WecomPlatform.Tests.Docs;

/// <summary>A setting as its source documents it.</summary>
/// <param name="Name">With its section, e.g. <c>Node:DrainDelay</c>.</param>
/// <param name="Type">Its type in C#.</param>
/// <param name="Text">What its documentation says.</param>
internal sealed record Setting(string Name, string Type, string Text)
{
    /// <summary>The environment variable that sets it.</summary>
    public string Variable => Name.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Whether it is a table whose entries have names of their own.</summary>
    public bool IsTable => Type.StartsWith("IDictionary", StringComparison.Ordinal);
}
