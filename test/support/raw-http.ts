import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** A connection on which anything can be written at any time. */
export class RawConnection {
  /** The raw answer, when the server has ended the connection. */
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

  /** The sending side stays open: a server would take its end for a disconnected caller. */
  write(text: string | Buffer): Promise<void> {
    return new Promise((resolve, reject) => this.socket.write(text, (error) => (error ? reject(error) : resolve())));
  }

  /** Closes the connection, whatever it was sending or receiving. */
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
