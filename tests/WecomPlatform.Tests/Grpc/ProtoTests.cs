using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Signing;
using WecomPlatform.Server.Wire;
using WecomPlatform.Tests.Keys;
using WecomPlatform.V1;

namespace WecomPlatform.Tests.Grpc;

/// <summary>The server reads and writes the published messages by hand; protoc's classes say whether it is right.</summary>
public sealed class ProtoTests
{
    private static readonly ApiKeyRecord s_key = new("k", Some.Tenant, ApiKeyKind.Secret, [], ["sign"], 0, true, DateTimeOffset.UnixEpoch);

    private static readonly Gen<SignRequest> s_request =
        from corp in Gen.Elements("", "ww1", "中文")
        from agent in Gen.Elements(0L, 1L, 1_000_002L, -1L, long.MaxValue)
        from suite in Gen.Elements("", "dk1")
        from url in Gen.Elements("", "https://app.example.com/", "https://app.example.com/中")
        from identities in Gen.Elements(Identity.Corp, Identity.Agent, Identity.Suite, Identity.Unspecified).ListOf()
        select new SignRequest
        {
            CorpId = corp,
            AgentId = agent,
            SuiteId = suite,
            Url = url,
            Identities = { identities },
        };

    [Fact]
    public void A_request_is_read_as_it_was_written() =>
        Prop.ForAll(
                s_request.ToArbitrary(),
                request =>
                {
                    SignProtoReader.TryRead(request.ToByteArray(), out var form).ShouldBeTrue();
                    (form.CorpId ?? "").ShouldBe(request.CorpId);
                    (form.AgentId ?? 0).ShouldBe(request.AgentId);
                    (form.SuiteId ?? "").ShouldBe(request.SuiteId);
                    form.Url.ShouldBe(request.Url);
                    form.HasUnknownIdentity.ShouldBe(request.Identities.Contains(Identity.Unspecified));
                    form.Identities.HasFlag(SignIdentities.Suite).ShouldBe(request.Identities.Contains(Identity.Suite));
                    form.Identities.HasFlag(SignIdentities.Corp).ShouldBe(request.Identities.Contains(Identity.Corp));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Spoiled_messages_are_read_like_the_generated_classes_read_them() =>
        Prop.ForAll(
                s_request.ToArbitrary(),
                Gen.Choose(0, 255).Select(b => (byte)b).ToArbitrary(),
                Gen.Choose(0, 1000).ToArbitrary(),
                (request, value, place) =>
                {
                    var bytes = request.ToByteArray();
                    if (bytes.Length > 0)
                    {
                        bytes[place % bytes.Length] = value;
                    }

                    var read = SignProtoReader.TryRead(bytes, out var form);
                    SignRequest? parsed = null;
                    try
                    {
                        parsed = SignRequest.Parser.ParseFrom(bytes);
                    }
                    catch (InvalidProtocolBufferException) { }

                    // Groups and text that is no UTF-8 may be refused here and not there; what is read is the same.
                    if (parsed is null)
                    {
                        read.ShouldBeFalse();
                    }
                    else if (read)
                    {
                        form.Url.ShouldBe(parsed.Url);
                        (form.CorpId ?? "").ShouldBe(parsed.CorpId);
                        (form.AgentId ?? 0).ShouldBe(parsed.AgentId);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_reply_is_what_the_generated_classes_expect()
    {
        var answer = Answer("https://app.example.com/?a=1&amp;b= 2");
        var bytes = new byte[SignProtoWriter.Length(answer)];
        var proto = new SpanWriter(bytes);

        SignProtoWriter.Write(answer, ref proto);

        proto.Length.ShouldBe(bytes.Length);
        var reply = SignReply.Parser.ParseFrom(bytes);
        reply.Url.ShouldBe("https://app.example.com/?a=1&amp;b= 2");
        reply.AgentId.ShouldBe(Some.Agent.Value);
        reply.Warnings.ShouldBe(["html_escaped_ampersand", "unescaped_space"]);
        reply.Suite.ShouldBeNull();
        reply.Agent.Timestamp.ShouldBe(answer.Timestamp);
        var again = JsSdkSigner.Sign(answer.Corp!, reply.Url, reply.Corp.Timestamp, reply.Corp.NonceStr);
        reply.Corp.Signature_.ShouldBe(again.Signature);
    }

    [Fact]
    public void A_batch_is_what_the_generated_classes_expect()
    {
        var refused = SignAnswer.Refuse(Problem.UrlInvalid(UrlRule.Scheme));
        var later = SignAnswer.Refuse(Problem.RateLimited(TimeSpan.FromSeconds(2.5)));
        SignAnswer[] answers =
        [
            Answer("https://app.example.com/" + new string('a', 5000)),
            refused,
            later,
            Answer("https://app.example.com/"),
        ];
        var bytes = new byte[SignProtoWriter.BatchLength(answers)];
        var proto = new SpanWriter(bytes);

        SignProtoWriter.WriteBatch(answers, ref proto);

        proto.Length.ShouldBe(bytes.Length);
        var results = SignBatchReply.Parser.ParseFrom(bytes).Results;
        results.Count.ShouldBe(4);
        results[0].Reply.Url.Length.ShouldBe(5024);
        (results[1].Error.Code, results[1].Error.Rule, results[1].Error.RetryAfter).ShouldBe(("url_invalid", "scheme", 0));
        results[1].Error.Detail.ShouldBe(refused.Problem!.Detail);
        results[2].Error.RetryAfter.ShouldBe(3);
        results[3].Reply.Agent.NonceStr.Length.ShouldBe(16);
    }

    [Fact]
    public void A_batch_is_read_request_by_request() =>
        Prop.ForAll(
                s_request.ListOf().ToArbitrary(),
                requests =>
                {
                    using var forms = new SignForms();
                    SignProtoReader.ReadBatch(new SignBatchRequest { Requests = { requests } }.ToByteArray(), forms).ShouldBeNull();
                    Enumerable.Range(0, forms.Count).Select(place => forms[place].Url).ShouldBe(requests.Select(request => request.Url));
                }
            )
            .QuickCheckThrowOnFailure();

    private static SignAnswer Answer(string text)
    {
        PageUrl.TryParse(text, out var url, out _).ShouldBeTrue();
        var ticket = new Secret("ticket");
        return new SignAnswer(
            null,
            new SignCall(s_key, Some.Corp, Some.Agent, null, url, SignIdentities.Default, null),
            Some.Agent,
            ticket,
            ticket,
            null,
            1_414_587_457
        );
    }
}
