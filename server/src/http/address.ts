import { isIP } from 'node:net';
import type { Context } from 'hono';
import type { AddressOf } from './serveContract.ts';

/**
 * Where a request came from: the header of the operator's own proxy when one is configured, else the connection. A header that is not
 * configured is never believed: anyone can write one. IPv6 counts by its first 64 bits, which one household has to itself.
 */
export function addressOf(trustedHeader: string | undefined, connection: (context: Context) => string | undefined): AddressOf {
  return (context) => {
    const told = trustedHeader === undefined ? undefined : context.req.header(trustedHeader)?.split(',').at(-1)?.trim();
    const address = told !== undefined && isIP(told) > 0 ? told : (connection(context) ?? 'unknown');
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
    return mapped ?? (isIP(address) === 6 ? household(address) : address);
  };
}

function household(address: string): string {
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
