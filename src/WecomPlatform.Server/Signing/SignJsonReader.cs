using System.Buffers;
using System.Text.Json;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Reads requests for signatures written in JSON. Fields that nobody knows are ignored; <c>null</c> is as good as absent.</summary>
internal static class SignJsonReader
{
    [Flags]
    private enum Fields
    {
        None = 0,
        Corp = 1,
        Agent = 2,
        Suite = 4,
        Url = 8,
        Identities = 16,
    }

    /// <summary>Reads one request.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static ApiProblem? Read(in ReadOnlySequence<byte> text, out SignForm form)
    {
        if (text.IsSingleSegment && PlainSignReader.TryRead(text.FirstSpan, out form))
        {
            return null;
        }

        form = default;
        try
        {
            var json = JsonBody.Reader(text);
            json.Read();
            form = ReadForm(ref json);
            return json.Read() ? Problem.BodyInvalid("Something follows the JSON object.") : null;
        }
        catch (JsonException error)
        {
            return NotJson(error);
        }
        catch (InvalidOperationException)
        {
            return NotUnicode();
        }
    }

    /// <summary>Reads the requests of a batch, <c>{"requests":[…]}</c>, in their order.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static ApiProblem? ReadBatch(in ReadOnlySequence<byte> text, SignForms forms)
    {
        if (text.IsSingleSegment)
        {
            return ReadWholeBatch(text, forms);
        }

        // A text in one piece is read in half the time, which is worth more than its copy costs.
        var whole = ArrayPool<byte>.Shared.Rent((int)text.Length);
        text.CopyTo(whole);
        var problem = ReadWholeBatch(new ReadOnlySequence<byte>(whole, 0, (int)text.Length), forms);
        ArrayPool<byte>.Shared.Return(whole);
        return problem;
    }

    private static ApiProblem? ReadWholeBatch(in ReadOnlySequence<byte> text, SignForms forms)
    {
        if (PlainSignReader.TryReadBatch(text.FirstSpan, forms))
        {
            return null;
        }

        forms.Clear();
        try
        {
            var json = JsonBody.Reader(text);
            json.Read();
            Expect(json.TokenType == JsonTokenType.StartObject, "The body must be a JSON object.");
            var isThere = false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("requests"u8))
                {
                    Expect(!isThere, "requests stands there twice.");
                    isThere = true;
                    json.Read();
                    ReadForms(ref json, forms);
                }
                else
                {
                    json.Skip();
                }
            }

            Expect(isThere, "requests is missing.");
            return json.Read() ? Problem.BodyInvalid("Something follows the JSON object.") : null;
        }
        catch (JsonException error)
        {
            return NotJson(error);
        }
        catch (InvalidOperationException)
        {
            return NotUnicode();
        }
    }

    private static void ReadForms(ref Utf8JsonReader json, SignForms forms)
    {
        Expect(json.TokenType == JsonTokenType.StartArray, "requests must be an array.");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Expect(!forms.IsFull, "A batch holds at most 1000 requests.");
            forms.Add(ReadForm(ref json, forms.LastCorpId));
        }
    }

    // Most batches are of one corp: the id that came last is likely to come again, and then no new string is made.
    private static SignForm ReadForm(ref Utf8JsonReader json, string? lastCorpId = null)
    {
        Expect(json.TokenType == JsonTokenType.StartObject, "The body must be a JSON object.");
        var form = default(SignForm);
        var seen = Fields.None;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = Field(ref json);
            Expect((seen & field) == Fields.None, "A field stands there twice.");
            seen |= field;
            json.Read();
            if (json.TokenType == JsonTokenType.Null)
            {
                continue;
            }

            switch (field)
            {
                case Fields.Corp:
                    form.CorpId = Text(ref json, "corpId must be a string.", lastCorpId);
                    break;
                case Fields.Agent:
                    Expect(json.TokenType == JsonTokenType.Number && json.TryGetInt64(out _), "agentId must be a whole number.");
                    form.AgentId = json.GetInt64();
                    break;
                case Fields.Suite:
                    form.SuiteId = Text(ref json, "suiteId must be a string.");
                    break;
                case Fields.Url:
                    form.Url = Text(ref json, "url must be a string.");
                    break;
                case Fields.Identities:
                    ReadIdentities(ref json, ref form);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return form;
    }

    private static Fields Field(ref Utf8JsonReader json) =>
        json.ValueTextEquals("url"u8) ? Fields.Url
        : json.ValueTextEquals("corpId"u8) ? Fields.Corp
        : json.ValueTextEquals("agentId"u8) ? Fields.Agent
        : json.ValueTextEquals("suiteId"u8) ? Fields.Suite
        : json.ValueTextEquals("identities"u8) ? Fields.Identities
        : Fields.None;

    private static void ReadIdentities(ref Utf8JsonReader json, ref SignForm form)
    {
        Expect(json.TokenType == JsonTokenType.StartArray, "identities must be an array of strings.");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Expect(json.TokenType is JsonTokenType.String or JsonTokenType.Null, "identities must be an array of strings.");
            form.Add(SignIdentityNames.Parse(json.TokenType == JsonTokenType.Null ? null : json.GetString()));
        }
    }

    private static string Text(ref Utf8JsonReader json, string otherwise, string? likely = null)
    {
        Expect(json.TokenType == JsonTokenType.String, otherwise);
        return likely is not null && json.ValueTextEquals(likely) ? likely : json.GetString()!;
    }

    private static void Expect(bool isRight, string otherwise)
    {
        if (!isRight)
        {
            throw new WrongFormException(otherwise);
        }
    }

    private static ApiProblem NotJson(JsonException error) =>
        Problem.BodyInvalid(
            error is WrongFormException
                ? error.Message
                : $"The body is not JSON, at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}."
        );

    private static ApiProblem NotUnicode() => Problem.BodyInvalid("The body holds text that is not Unicode.");

    private sealed class WrongFormException(string message) : JsonException(message);
}
