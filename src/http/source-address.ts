import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** What a proxy on this machine says, if it is an IP address: a proxy that does not set the header passes on what the caller wrote. */
export const sourceAddressOf = ({ ip, socket }: FastifyRequest): string =>
  isIP(ip) === 0 ? (socket.remoteAddress ?? 'unknown') : ip;
