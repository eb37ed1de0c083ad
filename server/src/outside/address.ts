/** Where somebody else's server may be: its address comes from a user, and this server must not be sent round its own network with it. */
import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** This machine and its private networks: allowed where the operator says so. */
const own = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  own.addSubnet(net, bits, 'ipv4');
own.addAddress('::1', 'ipv6');
own.addSubnet('fc00::', 7, 'ipv6');

/** Never anybody's: what clouds tell their machines (link-local), networks for documentation and tests, everybody at once, translations of other addresses. */
const nobodys = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  nobodys.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 128],
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  nobodys.addSubnet(net, bits, 'ipv6');

/** Whether an address, as numbers, may be talked to. One of version 4 in the dress of version 6 is what it is underneath. */
export function isAllowed(address: string, mayBeOwn: boolean): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0) return false;
  if (own.check(address, family)) return mayBeOwn;
  return !nobodys.check(address, family);
}

/** Whether an address may be set at all: what it resolves to is asked each time that it is called. */
export function mayBeSet(url: string, mayBeOwn: boolean): boolean {
  const { protocol, hostname } = new URL(url);
  const host = bare(hostname);
  if (protocol !== 'https:' && !mayBeOwn) return false;
  return isIP(host) === 0 || isAllowed(host, mayBeOwn);
}

/** Over http only into the own network, where nobody else listens. */
export const isOpenTo = (url: URL, address: string, mayBeOwn: boolean): boolean =>
  isAllowed(address, mayBeOwn) && (url.protocol === 'https:' || own.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'));

export const bare = (hostname: string): string => hostname.replaceAll(/^\[|\]$/g, '');

/** An address of that name must not be talked to. */
export class ForbiddenAddressError extends Error {
  override name = 'ForbiddenAddressError';
}

/** Resolves a name for one connection: all that it resolves to must be allowed, and what was checked is what is connected to. */
export const guardedLookup =
  (url: URL, mayBeOwn: boolean): LookupFunction =>
  (hostname, options, tell) =>
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return tell(error, '', 0);
      if (found.length === 0 || !found.every(({ address }) => isOpenTo(url, address, mayBeOwn)))
        return tell(new ForbiddenAddressError('not an address that may be called'), '', 0);
      if (options.all === true) return tell(null, found);
      const [first] = found;
      tell(null, first?.address ?? '', first?.family ?? 0);
    });
