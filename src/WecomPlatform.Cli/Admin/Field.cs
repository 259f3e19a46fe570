using System.CommandLine;
using System.Text.Json.Nodes;
using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary>An option that becomes a field of a request's body, or of its query.</summary>
internal sealed class Field
{
    private readonly Func<CliRun, JsonNode?> _read;

    private Field(Option option, string name, Func<CliRun, JsonNode?> read) => (Option, Name, _read) = (option, name, read);

    /// <summary>The option.</summary>
    public Option Option { get; }

    /// <summary>The field's name; a dot leads into an object.</summary>
    public string Name { get; }

    public static Field Text(string option, string name, string description, bool required = false, params string[] among)
    {
        var text = new Option<string>(option)
        {
            Description = description,
            HelpName = "TEXT",
            Required = required,
        };
        if (among.Length > 0)
        {
            text.HelpName = string.Join('|', among);
            text.AcceptOnlyFromAmong(among);
        }

        return new Field(text, name, run => run.Get(text) is { } said ? JsonValue.Create(said) : null);
    }

    public static Field Number(string option, string name, string description)
    {
        var number = new Option<long?>(option) { Description = description, HelpName = "N" };
        return new Field(number, name, run => run.Get(number) is { } said ? JsonValue.Create(said) : null);
    }

    public static Field Flag(string option, string name, string description)
    {
        var flag = new Option<bool?>(option) { Description = description, HelpName = "true|false" };
        return new Field(flag, name, run => run.Get(flag) is { } said ? JsonValue.Create(said) : null);
    }

    public static Field List(string option, string name, string description)
    {
        var list = new Option<string[]>(option)
        {
            Description = description + "; may be given several times",
            HelpName = "TEXT",
            Arity = ArgumentArity.OneOrMore,
        };
        return new Field(
            list,
            name,
            run => run.Get(list) is { Length: > 0 } said ? new JsonArray([.. said.Select(one => JsonValue.Create(one))]) : null
        );
    }

    /// <summary>A secret; <c>-</c> takes the next line of standard input.</summary>
    public static Field Secret(string option, string name, string description)
    {
        var secret = new Option<string>(option) { Description = description + "; - reads a line of standard input", HelpName = "TEXT|-" };
        return new Field(
            secret,
            name,
            run =>
                run.Get(secret) switch
                {
                    null => null,
                    "-" => JsonValue.Create(run.Host.ReadSecret(option)),
                    { } said => JsonValue.Create(said),
                }
        );
    }

    /// <summary>Writes what was said into a body; nothing when nothing was.</summary>
    public void Write(CliRun run, JsonObject body)
    {
        if (_read(run) is not { } value)
        {
            return;
        }

        var names = Name.Split('.');
        foreach (var outer in names[..^1])
        {
            body = (JsonObject)(body[outer] ??= new JsonObject());
        }

        body[names[^1]] = value;
    }

    /// <summary>What was said, for a query; null when nothing was.</summary>
    public string? Said(CliRun run) => _read(run)?.ToString();
}
