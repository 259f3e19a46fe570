using System.Buffers;

namespace WecomPlatform.Server.Signing;

/// <summary>The requests of a batch, in rented memory.</summary>
internal sealed class SignForms : IDisposable
{
    /// <summary>The most requests that a batch holds.</summary>
    public const int Max = 1000;

    private readonly SignForm[] _forms = ArrayPool<SignForm>.Shared.Rent(Max);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is no room for another one.</summary>
    public bool IsFull => Count == Max;

    /// <summary>The corp that the last one names; most batches are of one corp, and its id is likely to come again.</summary>
    public string? LastCorpId => Count > 0 ? _forms[Count - 1].CorpId : null;

    public ref readonly SignForm this[int place] => ref _forms.AsSpan(0, Count)[place];

    public void Add(in SignForm form) => _forms[Count++] = form;

    public void Clear()
    {
        _forms.AsSpan(0, Count).Clear();
        Count = 0;
    }

    public void Dispose()
    {
        Clear();
        ArrayPool<SignForm>.Shared.Return(_forms);
    }
}
