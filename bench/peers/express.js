process.env.NODE_ENV = 'production';
const express = require('express');
const { sign, key, port, start } = require('./sign.js');

start(() => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.json());
  app.post('/v1/signatures', (request, response) => {
    if (request.headers.authorization !== key) return response.status(401).end();
    return response.json(sign(request.body));
  });
  app.listen(port, '127.0.0.1');
});
