// Signs as WeCom's own package does it, with a ticket that is already there.
const crypto = require('node:crypto');
const { getJsApiSignature } = require('@wecom/crypto');

const ticket = process.env.TICKET;

exports.sign = ({ corpId, url }) => {
  const { timestamp, nonceStr, signature } = getJsApiSignature({
    url,
    ticket,
    nonceStr: crypto.randomBytes(8).toString('hex'),
    timestamp: Math.floor(Date.now() / 1000),
  });
  return { url, corpId, signatures: { corp: { timestamp, nonceStr, signature } } };
};
exports.key = `Bearer ${process.env.KEY}`;
exports.port = Number(process.env.PORT);

// One process, or WORKERS of them behind one port.
exports.start = (serve) => {
  const cluster = require('node:cluster');
  const workers = Number(process.env.WORKERS);
  if (workers > 1 && cluster.isPrimary) {
    for (let i = 0; i < workers; i++) cluster.fork();
  } else {
    serve();
  }
};
