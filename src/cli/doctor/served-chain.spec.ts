import { afterEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createServer as createPlainServer, type AddressInfo, type Server } from 'node:net';
import { createServer } from 'node:tls';
import { fetchChain } from './served-chain.js';

const file = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/certificates/${name}`, import.meta.url), 'utf8');
const root = file('root.pem');
const timeoutMs = 5_000;

let server: Server | null = null;
afterEach(() => new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve()))));

async function listening(made: Server, host = 'localhost'): Promise<URL> {
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return new URL(`https://${host}:${(made.address() as AddressInfo).port}`);
}
const serving = (name: string, ...chain: readonly string[]) =>
  createServer({ key: file(`${name}.key`), cert: [name, ...chain].map((each) => file(`${each}.pem`)).join('') });

describe('The chain of certificates of an address', () => {
  it('is trusted when it is complete and its root is trusted, and its issuer is named', async () => {
    const address = await listening(serving('by-listed', 'listed'));
    expect(await fetchChain(address, timeoutMs, root)).toEqual({
      fault: null,
      subject: { commonName: 'localhost', organisation: null },
      issuer: { commonName: 'R3', organisation: "Let's Encrypt" },
      validFrom: Date.parse('2020-01-01T00:00:00Z'),
      validTo: Date.parse('2119-12-31T23:59:59Z'),
    });
  });

  it('is trusted at an IP address that the certificate names', async () => {
    const address = await listening(serving('by-listed', 'listed'), '127.0.0.1');
    expect(await fetchChain(address, timeoutMs, root)).toMatchObject({ fault: null });
  });

  it('is at fault when the intermediate certificate is not sent, and its issuer is still named', async () => {
    const address = await listening(serving('by-unlisted'));
    expect(await fetchChain(address, timeoutMs, root)).toMatchObject({
      fault: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      issuer: { commonName: 'Issuing CA 7', organisation: 'Example Trust' },
    });
  });

  it('is at fault when the root is not trusted', async () => {
    const address = await listening(serving('by-unlisted', 'unlisted'));
    expect(await fetchChain(address, timeoutMs)).toMatchObject({ fault: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' });
  });

  it('is at fault when the certificate is for another name', async () => {
    const address = await listening(serving('elsewhere', 'listed'));
    expect(await fetchChain(address, timeoutMs, root)).toMatchObject({ fault: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  it('is not there when the server speaks no TLS', async () => {
    const address = await listening(
      createPlainServer((socket) =>
        socket
          .resume()
          .on('error', () => undefined)
          .end('HTTP/1.1 400 Bad Request\r\n\r\n'),
      ),
    );
    expect(await fetchChain(address, timeoutMs)).toMatchObject({ fault: expect.stringMatching(/^E/), subject: null });
  });

  it('is not there when the server is silent, and the wait has a limit', async () => {
    const silent = createPlainServer((socket) => socket.resume().on('error', () => undefined));
    const address = await listening(silent);
    expect(await fetchChain(address, 50)).toEqual({ fault: 'no answer within 50 ms', subject: null });
  });
});
