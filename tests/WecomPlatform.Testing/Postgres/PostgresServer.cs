using System.Collections.Concurrent;
using Npgsql;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Testing.Postgres;

/// <summary>A private PostgreSQL cluster on a free loopback port, from the installed binaries: fast, trusting and thrown away.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentDictionary<PostgresServer, bool> Alive = new();
    private readonly string _folder;
    private readonly string[] _settings;
    private readonly SemaphoreSlim _creating = new(1);
    private ChildProcess? _process;
    private PausedProcesses? _paused;
    private int _databases;

    static PostgresServer() => AppDomain.CurrentDomain.ProcessExit += (_, _) => AbandonAll();

    private PostgresServer(string folder, int port, params string[] settings)
    {
        _folder = folder;
        _settings = settings;
        Port = port;
        Alive[this] = true;
    }

    public int Port { get; }

    /// <summary>To the database "postgres", as superuser, not pooled: a pool would hand out connections that a restart has cut.</summary>
    public string AdminConnectionString => ConnectionString("postgres") + ";Pooling=false";

    /// <summary>What the server wrote since its last start.</summary>
    public string? LogFile => _process?.LogFile;

    /// <summary>Starts a cluster; <paramref name="settings"/> such as <c>max_connections=10</c> win over the harness's own.</summary>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("wecom-postgres-").FullName;
        var server = new PostgresServer(folder, FreePorts.Next(), settings);
        try
        {
            await server.InitializeAsync();
            await server.LaunchAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// A hot standby of this cluster, streaming, on a port of its own. Synchronous: from here on each commit waits until the standby
    /// has it. Whoever made it disposes of it.
    /// </summary>
    public async Task<PostgresServer> StandbyAsync(bool isSynchronous)
    {
        var folder = Directory.CreateTempSubdirectory("wecom-postgres-").FullName;
        var standby = new PostgresServer(folder, FreePorts.Next());
        try
        {
            await standby.CopyAsync(this);
            await standby.LaunchAsync();
            await Eventually.TrueAsync(
                async _ => await AskAsync<long>("select count(*) from pg_stat_replication") > 0,
                "the standby streams"
            );
            if (isSynchronous)
            {
                await AskAsync<object>("alter system set synchronous_standby_names = '*'");
                await AskAsync<object>("select pg_reload_conf()");
                await Eventually.TrueAsync(
                    async _ => await AskAsync<long>("select count(*) from pg_stat_replication where sync_state = 'sync'") > 0,
                    "the standby is synchronous"
                );
            }

            return standby;
        }
        catch
        {
            await standby.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a standby the primary; returns when it takes writes.</summary>
    public async Task PromoteAsync()
    {
        await AskAsync<bool>("select pg_promote()");
        await Eventually.TrueAsync(async _ => !await AskAsync<bool>("select pg_is_in_recovery()"), "the standby is promoted");
    }

    /// <summary>Returns when all that is committed here until now has arrived at the standby and can be read there.</summary>
    public async Task CaughtUpAsync(PostgresServer standby)
    {
        ArgumentNullException.ThrowIfNull(standby);
        var end = await AskAsync<string>("select pg_current_wal_lsn()::text");
        await Eventually.TrueAsync(
            async _ => await standby.AskAsync<bool>($"select pg_last_wal_replay_lsn() >= '{end}'"),
            "the standby has caught up"
        );
    }

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Include Error Detail=true";

    /// <summary>A fresh, empty database. With a folder, all its tables lie there; the log of transactions does not.</summary>
    public async Task<PostgresDatabase> CreateDatabaseAsync(string? folder = null)
    {
        var name = $"t{Interlocked.Increment(ref _databases)}";
        // One at a time: two copies of one template wait for each other inside the server anyway.
        await _creating.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection(AdminConnectionString);
            await connection.OpenAsync();
            if (folder is not null)
            {
                await using var place = new NpgsqlCommand($"CREATE TABLESPACE {name} LOCATION '{folder}'", connection);
                await place.ExecuteNonQueryAsync();
            }

            var options = folder is null ? "" : $"TABLESPACE {name}";
            await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE template0 {options}", connection);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            _creating.Release();
        }

        return new PostgresDatabase(name, ConnectionString(name));
    }

    public async Task StopAsync(PostgresStop how = PostgresStop.Fast)
    {
        Resume();
        if (_process is { } process)
        {
            _process = null;
            await process.EndAsync(how == PostgresStop.Fast ? PosixSignal.Interrupt : PosixSignal.Quit);
            await process.DisposeAsync();
        }
    }

    /// <summary>Starts a stopped cluster again, on the same port with the same data; returns when it answers.</summary>
    public Task StartAgainAsync() => _process is null ? LaunchAsync() : Task.CompletedTask;

    public async Task RestartAsync(PostgresStop how = PostgresStop.Fast)
    {
        await StopAsync(how);
        await LaunchAsync();
    }

    /// <summary>SIGSTOP for every process of the cluster: connections stay open and nothing answers.</summary>
    public void Pause() => _paused ??= PausedProcesses.Pause((_process ?? throw new InvalidOperationException("Not running.")).Id);

    /// <summary>SIGCONT for all of them.</summary>
    public void Resume()
    {
        _paused?.Dispose();
        _paused = null;
    }

    public async ValueTask DisposeAsync()
    {
        Alive.TryRemove(this, out _);
        await StopAsync(PostgresStop.Immediate);
        _creating.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The test process ends: no time for a clean stop, only for leaving nothing behind.</summary>
    private static void AbandonAll()
    {
        foreach (var server in Alive.Keys)
        {
            server.Abandon();
        }
    }

    private void Abandon()
    {
        Resume();
        _process?.Send(PosixSignal.Kill);
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A backend may still be writing its last file; a temporary folder is all that stays.
        }
    }

    private async Task<T?> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    private async Task OwnFolderAsync()
    {
        if (PostgresBinaries.User is { } user)
        {
            await RunAsync("chown", "chown", [$"{user}:", _folder], null);
        }
    }

    private async Task CopyAsync(PostgresServer primary)
    {
        await OwnFolderAsync();
        string[] arguments =
        [
            "-D",
            DataFolder,
            "-h",
            "127.0.0.1",
            "-p",
            $"{primary.Port}",
            "-U",
            "postgres",
            "--checkpoint=fast",
            "--no-sync",
            "-R",
        ];
        await RunAsync("basebackup", Path.Combine(PostgresBinaries.Folder, "pg_basebackup"), arguments, PostgresBinaries.User);
    }

    private async Task InitializeAsync()
    {
        await OwnFolderAsync();

        string[] arguments =
        [
            "-D",
            DataFolder,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
            "--no-instructions",
        ];
        await RunAsync("initdb", Path.Combine(PostgresBinaries.Folder, "initdb"), arguments, PostgresBinaries.User);
    }

    private string DataFolder => Path.Combine(_folder, "data");

    private async Task LaunchAsync()
    {
        string[] settings =
        [
            "listen_addresses=127.0.0.1",
            $"port={Port}",
            "unix_socket_directories=",
            "max_connections=200",
            // Survives a killed process, which is what tests do; a crash of the machine it need not survive.
            "fsync=off",
            "full_page_writes=off",
            // A standby tries soon again when its primary was restarted.
            "wal_retrieve_retry_interval=200ms",
            "log_line_prefix=%m [%p] %d ",
            .. _settings,
        ];
        var process = ChildProcess.Start(
            new ChildProcessOptions(
                "postgres",
                Path.Combine(PostgresBinaries.Folder, "postgres"),
                ["-D", DataFolder, .. settings.SelectMany(setting => new[] { "-c", setting })]
            )
            {
                User = PostgresBinaries.User,
                WorkingDirectory = _folder,
            }
        );
        _process = process;
        await process.WaitUntilReadyAsync(AnswersAsync, $"PostgreSQL answers on port {Port}", StartDeadline);
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(AdminConnectionString);
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private Task<string> RunAsync(string name, string program, string[] arguments, string? user) =>
        ChildProcess.RunAsync(new ChildProcessOptions(name, program, arguments) { User = user, WorkingDirectory = _folder }, StartDeadline);
}
