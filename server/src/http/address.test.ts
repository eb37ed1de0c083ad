import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { addressOf } from './address.ts';

async function seen(trusted: string | undefined, connection: string | undefined, headers: Record<string, string> = {}): Promise<string> {
  const app = new Hono().get('/', (context) => context.text(addressOf(trusted, () => connection)(context)));
  return (await app.request('/', { headers })).text();
}

// prettier-ignore
test.each<[string, string | undefined, string | undefined, Record<string, string>, string]>([
  ['the connection', undefined, '198.51.100.4', {}, '198.51.100.4'],
  ['a header that nobody configured is not believed', undefined, '198.51.100.4', { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9' }, '198.51.100.4'],
  ['the proxy’s header', 'x-real-ip', '10.0.0.1', { 'x-real-ip': '203.0.113.9' }, '203.0.113.9'],
  ['of a list what the proxy itself added', 'x-forwarded-for', '10.0.0.1', { 'x-forwarded-for': '1.2.3.4, 203.0.113.9' }, '203.0.113.9'],
  ['a header that is no address', 'x-real-ip', '10.0.0.1', { 'x-real-ip': 'localhost' }, '10.0.0.1'],
  ['IPv4 in IPv6', undefined, '::ffff:198.51.100.4', {}, '198.51.100.4'],
  ['IPv6: one household', undefined, '2001:db8:0:7::1', {}, '2001:db8:0:7'],
  ['the same household', undefined, '2001:0db8:0000:0007:aaaa:bbbb:cccc:dddd', {}, '2001:db8:0:7'],
  ['loopback', undefined, '::1', {}, '0:0:0:0'],
  ['nothing known', undefined, undefined, {}, 'unknown'],
])('%s', async (_, trusted, connection, headers, address) => {
  expect(await seen(trusted, connection, headers)).toBe(address);
});
