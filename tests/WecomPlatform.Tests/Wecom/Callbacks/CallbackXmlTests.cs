using System.Diagnostics;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Tests.Wecom.Callbacks;

public class CallbackXmlTests
{
    [Theory]
    [InlineData(
        "<xml><ToUserName><![CDATA[ww1]]></ToUserName><AgentID><![CDATA[]]></AgentID><Encrypt><![CDATA[abc=]]></Encrypt></xml>",
        ""
    )]
    [InlineData("<xml>\n<Encrypt>abc=</Encrypt>\n<AgentID>218</AgentID>\n<ToUserName>ww1</ToUserName></xml>", "218")]
    [InlineData(
        "<?xml version=\"1.0\"?><xml><!-- x --><AgentID/><ToUserName>ww1</ToUserName><Encrypt> <![CDATA[abc=]]></Encrypt></xml>",
        ""
    )]
    public void A_posted_body_is_read_in_any_order_with_or_without_cdata(string body, string agentId)
    {
        var read = EncryptedXml.Read(body).Value!;

        read.ToUserName.ShouldBe("ww1");
        read.AgentId.ShouldBe(agentId);
        read.Encrypt.ShouldBe("abc=");
    }

    [Fact]
    public void A_body_without_ciphertext_is_refused()
    {
        EncryptedXml.Read("<xml><ToUserName>ww1</ToUserName></xml>").Refusal.ShouldBe(CallbackRefusal.FieldMissing);
        EncryptedXml.Read("<xml><Encrypt></Encrypt></xml>").Refusal.ShouldBe(CallbackRefusal.FieldMissing);
    }

    [Fact]
    public void A_suites_command_tells_its_fields_and_keeps_its_text()
    {
        const string xml = """
            <xml>
            <SuiteId><![CDATA[ww4asffe99e54c0fxxxx]]></SuiteId>
            <InfoType> <![CDATA[suite_ticket]]></InfoType>
            <TimeStamp>1403610513</TimeStamp>
            <SuiteTicket><![CDATA[asdf<&>]]></SuiteTicket>
            </xml>
            """;

        var read = CallbackEvent.Read(xml).Value!;

        read.InfoType.ShouldBe("suite_ticket");
        read.SuiteId.ShouldBe("ww4asffe99e54c0fxxxx");
        read["SuiteTicket"].ShouldBe("asdf<&>");
        read.At.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1403610513));
        read.AuthCorpId.ShouldBeNull();
        read.Xml.ShouldBe(xml);
        read.ToString().ShouldBe("suite_ticket");
    }

    [Fact]
    public void Nested_fields_have_paths_and_the_first_of_several_counts()
    {
        var read = CallbackEvent
            .Read(
                "<xml><InfoType>register_corp</InfoType><AuthUserInfo><UserId>a</UserId></AuthUserInfo>"
                    + "<Items><Item>1</Item><Item>2</Item></Items><Empty/><A>x<B>y</B>z</A></xml>"
            )
            .Value!;

        read["AuthUserInfo/UserId"].ShouldBe("a");
        read["Items/Item"].ShouldBe("1");
        read["Empty"].ShouldBeNull();
        read.Fields.Keys.ShouldBe(["InfoType", "AuthUserInfo/UserId", "Items/Item", "Empty", "A/B"]);
    }

    [Fact]
    public void A_data_callbacks_event_has_a_type_an_event_and_a_time()
    {
        var read = CallbackEvent.Read(
            "<xml><ToUserName>ww1</ToUserName><FromUserName>sys</FromUserName><CreateTime>1403610513</CreateTime>"
                + "<MsgType><![CDATA[event]]></MsgType><Event>change_app_admin</Event><AgentID>1</AgentID></xml>"
        );

        read.Value!.MsgType.ShouldBe("event");
        read.Value.Event.ShouldBe("change_app_admin");
        read.Value.At.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1403610513));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    public void A_time_that_is_none_is_not_known(string time) =>
        CallbackEvent.Read($"<xml><InfoType>x</InfoType><TimeStamp>{time}</TimeStamp></xml>").Value!.At.ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{}")]
    [InlineData("<xml>")]
    [InlineData("<xml></XML>")]
    [InlineData("<xml><a></xml></a>")]
    [InlineData("<xml/><xml/>")]
    [InlineData("<html><InfoType>x</InfoType></html>")]
    [InlineData("<xml><InfoType>&unknown;</InfoType></xml>")]
    [InlineData("<xml><p:InfoType>x</p:InfoType></xml>")]
    [InlineData("<!DOCTYPE xml><xml><InfoType>x</InfoType></xml>")]
    [InlineData("<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><InfoType>&e;</InfoType></xml>")]
    [InlineData("<!DOCTYPE xml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><xml><InfoType>&b;</InfoType></xml>")]
    [InlineData("<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml><InfoType>x</InfoType></xml>")]
    public void What_is_no_plain_xml_is_refused(string xml)
    {
        CallbackEvent.Read(xml).Refusal.ShouldBe(CallbackRefusal.XmlInvalid);
        EncryptedXml.Read(xml).Refusal.ShouldBe(CallbackRefusal.XmlInvalid);
    }

    [Fact]
    public void An_event_without_a_type_is_refused() =>
        CallbackEvent.Read("<xml><SuiteId>ww1</SuiteId></xml>").Refusal.ShouldBe(CallbackRefusal.FieldMissing);

    [Theory]
    [InlineData(CallbackLimits.MaxDepth, null)]
    [InlineData(CallbackLimits.MaxDepth + 1, CallbackRefusal.TooLarge)]
    [InlineData(100_000, CallbackRefusal.TooLarge)]
    public void Depth_is_limited(int depth, CallbackRefusal? refusal)
    {
        var nested = string.Concat(Enumerable.Repeat("<a>", depth - 1)) + string.Concat(Enumerable.Repeat("</a>", depth - 1));

        CallbackEvent.Read($"<xml><InfoType>x</InfoType>{nested}</xml>").Refusal.ShouldBe(refusal);
    }

    [Fact]
    public void Many_elements_are_refused() =>
        CallbackEvent
            .Read($"<xml><InfoType>x</InfoType>{string.Concat(Enumerable.Repeat("<a/>", CallbackLimits.MaxElements))}</xml>")
            .Refusal.ShouldBe(CallbackRefusal.TooLarge);

    [Fact]
    public void A_huge_text_is_refused_at_once()
    {
        var huge = $"<xml><InfoType>{new string('x', 50_000_000)}</InfoType></xml>";
        var watch = Stopwatch.StartNew();

        CallbackEvent.Read(huge).Refusal.ShouldBe(CallbackRefusal.TooLarge);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_sealed_message_is_posted_and_answered_in_WeComs_forms()
    {
        var message = SomeCipher.Official.Seal("success", "ww1", 1403610513, "n&]]>");

        EncryptedXml.Read(message.ToEventXml("ww<1", "7")).Value!.ToUserName.ShouldBe("ww<1");
        EncryptedXml.Read(message.ToEventXml("ww1", "7")).Value!.Encrypt.ShouldBe(message.Encrypt);
        var reply = System.Xml.Linq.XElement.Parse(message.ToReplyXml());
        reply
            .Elements()
            .Select(element => (element.Name.LocalName, element.Value))
            .ShouldBe([
                ("Encrypt", message.Encrypt),
                ("MsgSignature", message.MsgSignature),
                ("TimeStamp", "1403610513"),
                ("Nonce", "n&]]>"),
            ]);
    }
}
