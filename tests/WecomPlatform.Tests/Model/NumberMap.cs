namespace WecomPlatform.Tests.Model;

/// <summary>Which real number stands for which one of the model: one for each.</summary>
internal sealed class NumberMap(string what)
{
    private readonly Dictionary<long, long> _real = new() { [0] = 0 };

    public long Real(long model) => _real[model];

    public void ShouldAgree(long model, long real)
    {
        if (_real.TryGetValue(model, out var known))
        {
            real.ShouldBe(known, $"{what} {model}");
            return;
        }

        _real.Values.ShouldNotContain(real, $"{what} {model}");
        _real[model] = real;
    }

    /// <summary>All real numbers but zero grew.</summary>
    public void Shift(long by)
    {
        foreach (var model in _real.Keys.Where(model => model != 0).ToList())
        {
            _real[model] += by;
        }
    }
}
