// The built gateway, whose log loses its writer on a message of its parent.
import process from 'node:process';
import { Worker } from 'node:worker_threads';

const writers = new Set();
const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function (message, ...more) {
  if (Array.isArray(message?.request) && message.request.some((each) => 'append' in each || 'together' in each))
    writers.add(this);
  return postMessage.call(this, message, ...more);
};
process.on('message', () => {
  for (const writer of writers) void writer.terminate();
});

await import('../../dist/main.js');
