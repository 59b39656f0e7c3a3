import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** A connection on which anything can be written at any time. */
export class RawConnection {
  /** What came back, as it came, when the server has ended the connection. */
  readonly ended: Promise<RawAnswer>;
  received = '';

  private constructor(private readonly socket: Socket) {
    this.ended = this.#read();
  }

  static async open(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new RawConnection(socket);
  }

  /** Nothing is said of its end: a server that works while it reads would take that for a caller who has gone. */
  write(text: string | Buffer): Promise<void> {
    return new Promise((resolve, reject) => this.socket.write(text, (error) => (error ? reject(error) : resolve())));
  }

  /** Whatever it was about to send or to hear. */
  leave(): void {
    this.socket.destroy();
  }

  async #read(): Promise<RawAnswer> {
    try {
      for await (const chunk of this.socket) this.received += String(chunk);
    } catch {
      // Cut off, by either side: what came before that is what came.
    }
    return { status: Number(this.received.split(' ')[1]), text: this.received };
  }
}

/** For requests that no HTTP client would send: what came back, as it came. */
export async function sendRaw(url: string, request: string | Buffer): Promise<RawAnswer> {
  const connection = await RawConnection.open(url);
  await connection.write(request);
  return connection.ended;
}
