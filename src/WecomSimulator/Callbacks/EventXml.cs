using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace WecomSimulator.Callbacks;

/// <summary>Writes events as WeCom does: texts in CDATA, numbers bare (wecom-api.md §7.5).</summary>
internal static class EventXml
{
    /// <summary>Fields in their order; objects nest, an array repeats its element, null leaves it out.</summary>
    public static string Of(JsonObject fields) => Element("xml", fields).ToString(SaveOptions.DisableFormatting);

    public static bool CanWrite(JsonObject fields)
    {
        try
        {
            return Of(fields).Length > 0;
        }
        catch (Exception wrong) when (wrong is XmlException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>What is posted (§7.2).</summary>
    public static string Envelope(CallbackTarget target, string encrypt) =>
        new XElement(
            "xml",
            new XElement("ToUserName", new XCData(target.ToUserName)),
            new XElement("AgentID", new XCData(target.AgentId)),
            new XElement("Encrypt", new XCData(encrypt))
        ).ToString(SaveOptions.DisableFormatting);

    private static XElement Element(string name, JsonNode value) =>
        value switch
        {
            JsonObject fields => new XElement(name, fields.SelectMany(field => Elements(field.Key, field.Value))),
            _ when value.GetValueKind() == JsonValueKind.String => new XElement(name, new XCData(value.GetValue<string>())),
            _ => new XElement(name, value.ToJsonString()),
        };

    private static IEnumerable<XElement> Elements(string name, JsonNode? value) =>
        value switch
        {
            null => [],
            JsonArray items => items.SelectMany(item => Elements(name, item)),
            _ => [Element(name, value)],
        };
}
