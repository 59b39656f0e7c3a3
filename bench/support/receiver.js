/* A receiver of webhooks, in a process of its own: it answers 204 at once, and counts. */
import { createServer } from 'node:http';

let received = 0;
const ids = new Set();

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    received += 1;
    ids.add(request.headers['webhook-id']);
    response.writeHead(204).end();
  });
});
server.listen(0, '127.0.0.1');

process.on('message', ({ number, question }) => {
  if (question === 'address') {
    const told = () => process.send({ answerTo: number, answer: `http://127.0.0.1:${server.address().port}` });
    if (server.listening) told();
    else server.once('listening', told);
  }
  if (question === 'count') process.send({ answerTo: number, answer: { received, different: ids.size } });
});
process.on('SIGTERM', () => process.exit(0));
