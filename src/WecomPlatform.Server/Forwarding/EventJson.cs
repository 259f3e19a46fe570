using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace WecomPlatform.Server.Forwarding;

/// <summary>Turns events between XML and JSON: an element with children is an object, one that is repeated an array, another its text.</summary>
internal static class EventJson
{
    /// <summary>The JSON of an event that was already found to be well-formed.</summary>
    public static JsonNode OfXml(string xml)
    {
        using var reader = XmlReader.Create(
            new StringReader(xml),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }
        );
        return Of(XDocument.Load(reader).Root!);
    }

    /// <summary>The elements of a JSON object's fields.</summary>
    public static IEnumerable<XElement> ToXml(JsonObject fields) => fields.SelectMany(field => ToXml(field.Key, field.Value));

    private static JsonNode Of(XElement element)
    {
        if (!element.HasElements)
        {
            return JsonValue.Create(element.Value.Trim());
        }

        var fields = new JsonObject();
        foreach (var same in element.Elements().GroupBy(child => child.Name.LocalName, StringComparer.Ordinal))
        {
            var values = same.Select(Of).ToArray();
            fields[same.Key] = values is [var only] ? only : new JsonArray(values);
        }

        return fields;
    }

    private static IEnumerable<XElement> ToXml(string name, JsonNode? value) =>
        value switch
        {
            null => [],
            JsonArray array => array.SelectMany(item => ToXml(name, item)),
            JsonObject fields => [new XElement(XmlConvert.EncodeLocalName(name), ToXml(fields))],
            _ => [new XElement(XmlConvert.EncodeLocalName(name), value.ToString())],
        };
}
