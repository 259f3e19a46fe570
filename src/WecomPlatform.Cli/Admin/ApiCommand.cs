using System.CommandLine;
using System.Text.Json.Nodes;
using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary>Makes commands that are one call of the admin API.</summary>
internal static class ApiCommand
{
    private const int PageSize = 1000;

    /// <summary>A GET of a list, shown as a table of these columns.</summary>
    public static CliCommand List(string description, string path, string[] columns, string[] examples, params Field[] filters)
    {
        var limit = new Option<int>("--limit")
        {
            Description = "The most items to show",
            HelpName = "N",
            DefaultValueFactory = _ => PageSize,
        };
        var (command, api) = Create("list", description, path, examples, filters);
        command.Add(limit);
        return command.Does(
            async (run, ct) =>
            {
                var query = string.Concat(
                    filters
                        .Select(filter => (filter.Name, Value: filter.Said(run)))
                        .Where(filter => filter.Value is not null)
                        .Select(filter => $"&{filter.Name}={Uri.EscapeDataString(filter.Value!)}")
                );
                var (items, cursor) = await ReadAsync(run, api.Fill(run), query, run.Get(limit), ct);
                run.Printer.List(items, cursor, columns);
                return ExitCode.Done;
            }
        );
    }

    /// <summary>A GET of one thing.</summary>
    public static CliCommand Show(string description, string path, params string[] examples) =>
        Call("show", HttpMethod.Get, description, path, examples);

    /// <summary>A call with these fields as its body.</summary>
    public static CliCommand Call(string name, HttpMethod method, string description, string path, string[] examples, params Field[] fields)
    {
        var (command, api) = Create(name, description, path, examples, fields);
        return command.Does(
            async (run, ct) =>
            {
                using var platform = run.Administrator();
                var url = api.Fill(run);
                var body = fields.Length > 0 || method == HttpMethod.Put ? new JsonObject() : null;
                foreach (var field in fields)
                {
                    field.Write(run, body!);
                }

                var answer = await platform.SendAsync(method, url, body, ct);
                if (answer is null)
                {
                    run.Printer.Done("Done.");
                }
                else
                {
                    run.Printer.Record(answer);
                }

                return ExitCode.Done;
            }
        );
    }

    /// <summary>A DELETE; it asks for <c>--yes</c>.</summary>
    public static CliCommand Delete(string description, string path, params string[] examples) =>
        Delete("delete", description, path, examples);

    /// <summary>A DELETE by another name.</summary>
    public static CliCommand Delete(string name, string description, string path, string[] examples)
    {
        var yes = new Option<bool>("--yes", "-y") { Description = "Yes, for good: without it nothing is deleted" };
        var (command, api) = Create(name, description, path, examples, []);
        command.Add(yes);
        return command.Does(
            async (run, ct) =>
            {
                var url = api.Fill(run);
                if (!run.Get(yes))
                {
                    throw CliException.Usage("Nothing was deleted: say --yes as well.");
                }

                using var platform = run.Administrator();
                await platform.SendAsync(HttpMethod.Delete, url, null, ct);
                run.Printer.Done("Deleted.");
                return ExitCode.Done;
            }
        );
    }

    private static (CliCommand Command, ApiPath Path) Create(
        string name,
        string description,
        string path,
        string[] examples,
        IReadOnlyList<Field> fields
    )
    {
        var api = new ApiPath(path);
        var command = new CliCommand(name, description) { Examples = examples };
        foreach (var argument in api.Arguments)
        {
            command.Add(argument);
        }

        foreach (var field in fields)
        {
            command.Add(field.Option);
        }

        return (command, api);
    }

    // Page by page, until there are enough.
    private static async Task<(IReadOnlyList<JsonNode?> Items, string? Cursor)> ReadAsync(
        CliRun run,
        string path,
        string query,
        int limit,
        CancellationToken ct
    )
    {
        if (limit < 1)
        {
            throw CliException.Usage("--limit must be at least 1.");
        }

        using var platform = run.Administrator();
        var items = new List<JsonNode?>();
        string? cursor = null;
        do
        {
            var page = $"{path}?limit={Math.Min(limit - items.Count, PageSize)}{query}";
            var answer = await platform.SendAsync(
                HttpMethod.Get,
                cursor is null ? page : $"{page}&cursor={Uri.EscapeDataString(cursor)}",
                null,
                ct
            );
            items.AddRange(answer?["items"]?.AsArray() ?? []);
            cursor = answer?["cursor"]?.ToString();
        } while (cursor is not null && items.Count < limit);

        return (items, cursor);
    }
}
