process.env.NODE_ENV = 'production';
const { sign, key, port, start } = require('./sign.js');

start(() => {
  const app = require('fastify')();
  app.post('/v1/signatures', async (request, reply) => {
    if (request.headers.authorization !== key) return reply.code(401).send();
    return sign(request.body);
  });
  app.listen({ port, host: '127.0.0.1' });
});
