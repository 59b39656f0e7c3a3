import { connect } from 'node:net';

/** For requests that no HTTP client would send: what came back, as it came. */
export async function sendRaw(
  url: string,
  request: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  // Nothing is said of its end: a server that works while it reads would take that for a caller who has gone.
  socket.write(request);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return { status: Number(text.split(' ')[1]), text };
}
