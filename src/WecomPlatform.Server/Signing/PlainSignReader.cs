using System.Text;
using WecomPlatform.Server.Json;

namespace WecomPlatform.Server.Signing;

/// <summary>Reads requests for signatures whose JSON is plain and whose fields are all known and there once, as <see cref="SignJsonReader"/> would.</summary>
/// <remarks>Where it gives up, nothing is known: the text may be wrong, or only unusual.</remarks>
internal static class PlainSignReader
{
    /// <summary>Reads one request.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out SignForm form)
    {
        var json = new PlainJson(text);
        return TryReadForm(ref json, null, out form) && json.IsAtEnd;
    }

    /// <summary>Reads the requests of a batch.</summary>
    public static bool TryReadBatch(ReadOnlySpan<byte> text, SignForms forms)
    {
        var json = new PlainJson(text);
        if (
            !json.TryRead('{')
            || !json.TryReadText(out var name)
            || !name.SequenceEqual("requests"u8)
            || !json.TryRead(':')
            || !json.TryRead('[')
        )
        {
            return false;
        }

        do
        {
            if (forms.IsFull || !TryReadForm(ref json, forms.LastCorpId, out var form))
            {
                return false;
            }

            forms.Add(form);
        } while (json.TryRead(','));

        return json.TryRead(']') && json.TryRead('}') && json.IsAtEnd;
    }

    private static bool TryReadForm(ref PlainJson json, string? lastCorpId, out SignForm form)
    {
        form = default;
        if (!json.TryRead('{'))
        {
            return false;
        }

        do
        {
            if (!json.TryReadText(out var name) || !json.TryRead(':') || !TryReadField(name, ref json, lastCorpId, ref form))
            {
                return false;
            }
        } while (json.TryRead(','));

        return json.TryRead('}');
    }

    private static bool TryReadField(ReadOnlySpan<byte> name, ref PlainJson json, string? lastCorpId, ref SignForm form) =>
        name.SequenceEqual("url"u8) ? form.Url is null && (form.Url = Text(ref json)) is not null
        : name.SequenceEqual("corpId"u8) ? form.CorpId is null && (form.CorpId = Text(ref json, lastCorpId)) is not null
        : name.SequenceEqual("agentId"u8) ? form.AgentId is null && (form.AgentId = Number(ref json)) is not null
        : name.SequenceEqual("suiteId"u8) ? form.SuiteId is null && (form.SuiteId = Text(ref json)) is not null
        : name.SequenceEqual("identities"u8) && form.Identities == SignIdentities.Default && TryReadIdentities(ref json, ref form);

    private static string? Text(ref PlainJson json, string? likely = null) =>
        !json.TryReadText(out var text) ? null
        : likely is not null && Ascii.Equals(text, likely) ? likely
        : Encoding.Latin1.GetString(text);

    private static long? Number(ref PlainJson json) => json.TryReadNumber(out var number) ? number : null;

    private static bool TryReadIdentities(ref PlainJson json, ref SignForm form)
    {
        if (!json.TryRead('['))
        {
            return false;
        }

        do
        {
            var identity = json.TryReadText(out var name) ? SignIdentityNames.Parse(name) : SignIdentities.Default;
            if (identity == SignIdentities.Default)
            {
                return false;
            }

            form.Add(identity);
        } while (json.TryRead(','));

        return json.TryRead(']');
    }
}
