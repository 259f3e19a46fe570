namespace WecomPlatform.Tests.Wecom.Callbacks;

/// <summary>Known callbacks, all under one key (wecom-api.md §7.6); the first two are WeCom's own samples.</summary>
public sealed record CallbackVector(string Timestamp, string Nonce, string Encrypt, string Signature, string Text, string ReceiveId)
{
    public const string Token = "QDG6eK";

    /// <summary>Its last character carries spare bits that are not zero.</summary>
    public const string EncodingAesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

    public static IReadOnlyDictionary<string, CallbackVector> All { get; } =
        new Dictionary<string, CallbackVector>(StringComparer.Ordinal)
        {
            // The official sample of a URL verification.
            ["V1"] = new(
                "1409659589",
                "263014780",
                "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
                "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
                "1616140317555161061",
                "wx5823bf96d3bd56c7"
            ),
            // The official sample of a member's message.
            ["V2"] = new(
                "1409659813",
                "1372623149",
                "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==",
                "477715d11cdb4164915debcba66cb864d751f3e6",
                "<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>\n<FromUserName><![CDATA[mycreate]]></FromUserName>\n<CreateTime>1409659813</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[hello]]></Content>\n<MsgId>4561255354251345929</MsgId>\n<AgentID>218</AgentID>\n</xml>",
                "wx5823bf96d3bd56c7"
            ),
            // Made with the official key: a suite_ticket for a suite.
            ["S1"] = new(
                "1403610513",
                "1234567890",
                "y514aRT8yYkYNee3kPvkrI/VIAo8kxqs2iaxETB7FiN9PS+jhUxZH3zwuo3TSXrNkGqzNfqRN/ApBkob87bHVSYfoa0E8iTFwcy3PrSq2kgNW35Nvo+nn6BEJZ2JPg677ZkauClrIR/z8Mp3hOyHyFAgJDmPQBdDuu1ggBsoUZExr+g/zQCyz9nFiHwPNbm3oVr4RyqhDHn+ffvwDC6LfHBnmT+RAiw0szEvYB8m9GoW7pyriHqAULZKnbq2Rw0No/xIoGYkX9+7AjBl5tfsYoML2nmmpRw4/m2/wkogRUc4lYTpqLyfljUSGcHxtMf048977WUD7TU84zfjRvDsrw==",
                "52317168092f85d7c019caed1cbd8ae8d0b55639",
                "<xml><SuiteId><![CDATA[ww4asffe99e54c0fxxxx]]></SuiteId><InfoType><![CDATA[suite_ticket]]></InfoType><TimeStamp>1403610513</TimeStamp><SuiteTicket><![CDATA[asdfasfdasdfasdf]]></SuiteTicket></xml>",
                "ww4asffe99e54c0fxxxx"
            ),
            // Made with the official key: an echostr.
            ["S2"] = new(
                "1409659589",
                "263014780",
                "y514aRT8yYkYNee3kPvkrP0PKxILLkCwDviFQRkbFSMHD2FONDEIdWOMwzPs5v43L/4LlS/8fXGHxNIwjUmGHw==",
                "ab77411309412e2888f8cbec3eb3e37d222c6cb9",
                "1616140317555161061",
                "wx5823bf96d3bd56c7"
            ),
            // Made with the official key: 32 bytes of padding.
            ["S3"] = new(
                "1409659589",
                "263014780",
                "y514aRT8yYkYNee3kPvkrHKZtEP6a9eRKxGxiGMMMXi922rrruTlBa24JU9ZWzpfipq0eH2Dor3wsPDq9+OKE+Uy1oAruLWB/mp0Ygj6OVceGFb7jhSFovLxKzQvHucg",
                "bc2a97ec5fa9abac388e7ac2c082c83a03240abe",
                "aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "wx5823bf96d3bd56c7"
            ),
            // Made with the official key: no receiveid, as for suites of individuals.
            ["S4"] = new(
                "1409659589",
                "263014780",
                "y514aRT8yYkYNee3kPvkrDAOejJTVAigPplcQxpAkd0=",
                "baf51c8e0dcfa9d67efba765dea915ae5cd96d01",
                "success",
                ""
            ),
        };
}
