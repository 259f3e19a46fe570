namespace WecomPlatform.Testing.Processes;

/// <summary>A process's output: the last lines in memory for error messages, everything in a file.</summary>
internal sealed class OutputLog(string file) : IDisposable
{
    private const int Kept = 200;
    private readonly Queue<string> _last = new();
    private readonly StreamWriter _writer = new(file, append: true) { AutoFlush = true };
    private readonly Lock _gate = new();
    private bool _closed;

    public string File => file;

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _last.Enqueue(line);
            if (_last.Count > Kept)
            {
                _last.Dequeue();
            }

            if (!_closed)
            {
                _writer.WriteLine(line);
            }
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return string.Join('\n', _last);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _writer.Dispose();
        }
    }
}
