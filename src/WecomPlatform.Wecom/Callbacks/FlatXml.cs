using System.Xml;

namespace WecomPlatform.Wecom.Callbacks;

/// <summary>Reads <c>&lt;xml&gt;</c> texts of strangers into named texts: no DTD, no entities but XML's five, no depth, no bulk.</summary>
internal static class FlatXml
{
    private const string Root = "xml";

    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = CallbackLimits.MaxLength,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>
    /// The texts of elements without children, without blanks around them (WeCom's own sample has some, wecom-api.md §5.1), by
    /// their path below the root: <c>AuthUserInfo/UserId</c>. Of several with one path the first counts.
    /// </summary>
    public static CallbackResult<IReadOnlyDictionary<string, string>> Read(string xml)
    {
        if (xml.Length > CallbackLimits.MaxLength)
        {
            return Refused(CallbackRefusal.TooLarge);
        }

        try
        {
            using var text = new StringReader(xml);
            using var reader = XmlReader.Create(text, s_settings);
            return Read(reader);
        }
        catch (XmlException)
        {
            return Refused(CallbackRefusal.XmlInvalid);
        }
    }

    private static CallbackResult<IReadOnlyDictionary<string, string>> Read(XmlReader reader)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var path = new List<string>();
        var text = new List<string>();
        var (elements, isLeaf) = (0, false);
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth >= CallbackLimits.MaxDepth || ++elements > CallbackLimits.MaxElements)
                    {
                        return Refused(CallbackRefusal.TooLarge);
                    }

                    if (reader.Depth == 0 && reader.Name != Root)
                    {
                        return Refused(CallbackRefusal.XmlInvalid);
                    }

                    path.Add(reader.Name);
                    text.Clear();
                    isLeaf = true;
                    if (reader.IsEmptyElement)
                    {
                        Close();
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    text.Add(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    Close();
                    break;
            }
        }

        return CallbackResult<IReadOnlyDictionary<string, string>>.Taken(fields);

        void Close()
        {
            if (isLeaf && path.Count > 1)
            {
                fields.TryAdd(string.Join('/', path.Skip(1)), string.Concat(text).Trim());
            }

            path.RemoveAt(path.Count - 1);
            text.Clear();
            isLeaf = false;
        }
    }

    private static CallbackResult<IReadOnlyDictionary<string, string>> Refused(CallbackRefusal refusal) =>
        CallbackResult<IReadOnlyDictionary<string, string>>.Refused(refusal);
}
