// Calls a node's gRPC with @grpc/grpc-js and the published .proto, and prints what came back as JSON.
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const { getJsApiSignature } = require('@wecom/crypto');

const input = JSON.parse(process.env.CLIENT_INPUT);
const proto = grpc.loadPackageDefinition(
  loader.loadSync(['wecom/platform/v1/signatures.proto', 'wecom/platform/v1/tokens.proto'], {
    includeDirs: [input.proto],
    keepCase: true,
    longs: Number,
    enums: String,
  }),
).wecom.platform.v1;

const signatures = (options = {}) => new proto.Signatures(input.address, grpc.credentials.createInsecure(), options);
const tokens = new proto.Tokens(input.address, grpc.credentials.createInsecure());
const metadata = (key = input.key) => {
  const all = new grpc.Metadata();
  if (key) all.set('authorization', `Bearer ${key}`);
  return all;
};

// A call that ends either way: {reply} or {code, message, errorCode}.
const call = (client, method, request, { key, deadline, cancelAfter } = {}) =>
  new Promise((resolve) => {
    const options = deadline ? { deadline: Date.now() + deadline } : {};
    const running = client[method](request, metadata(key), options, (error, reply) =>
      resolve(
        error
          ? { code: error.code, message: error.details, errorCode: error.metadata?.get('error-code')[0], rule: error.metadata?.get('error-rule')[0] }
          : { reply },
      ),
    );
    if (cancelAfter) setTimeout(() => running.cancel(), cancelAfter);
  });

const page = (url = input.url) => ({ corp_id: input.corpId, agent_id: input.agentId, url });
const slow = { corp_id: input.slowCorpId, agent_id: input.agentId, url: input.url };
const verifies = (reply) =>
  ['corp', 'agent'].every(
    (kind) =>
      getJsApiSignature({
        url: reply.url,
        ticket: input.tickets[kind],
        nonceStr: reply[kind].nonce_str,
        timestamp: reply[kind].timestamp,
      }).signature === reply[kind].signature,
  );

(async () => {
  const client = signatures();
  const out = {};
  out.sign = await call(client, 'Sign', page());
  out.verifies = verifies(out.sign.reply);
  out.batch = await call(client, 'SignBatch', { requests: [page(), page('ftp://app.example.com/'), page(`${input.url}?x=1#y`)] });
  out.batchVerifies = [out.batch.reply.results[0], out.batch.reply.results[2]].every((result) => verifies(result.reply));
  out.deadline = await call(client, 'Sign', slow, { deadline: 300 });
  out.cancelled = await call(client, 'Sign', slow, { cancelAfter: 200 });
  out.unauthenticated = await call(client, 'Sign', page(), { key: 'sk_unknown_secret' });
  out.keyless = await call(client, 'Sign', page(), { key: '' });
  out.unknown = await call(client, 'Sign', { corp_id: 'ww_nobody', url: input.url });
  out.broken = await call(client, 'Sign', page('https://app.example.com/中'));
  out.untrusted = await call(client, 'Sign', page('https://foreign.example.org/'));
  out.oversized = await call(client, 'SignBatch', { requests: Array.from({ length: 900 }, () => page(input.url + 'a'.repeat(8000))) });
  const gzip = signatures({ 'grpc.default_compression_algorithm': 2 });
  out.compressed = await call(gzip, 'SignBatch', { requests: Array.from({ length: 100 }, () => page()) });
  out.compressed = out.compressed.reply?.results.length ?? out.compressed;
  const many = await Promise.all(Array.from({ length: 1000 }, () => call(client, 'Sign', page())));
  out.concurrent = many.filter((one) => one.reply && verifies(one.reply)).length;
  out.tokenWithoutScope = await call(tokens, 'GetToken', { kind: 'TOKEN_KIND_CORP', corp_id: input.corpId, agent_id: input.agentId });
  out.token = await call(
    tokens,
    'GetToken',
    { kind: 'TOKEN_KIND_CORP', corp_id: input.corpId, agent_id: input.agentId },
    { key: input.tokenKey },
  );
  console.log(JSON.stringify(out));
  process.exit(0);
})();
