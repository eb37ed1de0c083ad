import { describe, expect, test } from 'vitest';
import { guardedLookup, isAllowed, mayBeSet } from './address.ts';
import { askModel } from '../model/ask.ts';

const told = (mayBeOwn: boolean): Promise<string> =>
  new Promise((done) => {
    guardedLookup(new URL('https://localhost/v1'), mayBeOwn)('localhost', {}, (error) => done(error?.name ?? 'resolved'));
  });

describe('where somebody else’s server may be', () => {
  test.each([
    ['93.184.216.34', true, true],
    ['10.1.2.3', false, true],
    ['127.0.0.1', false, true],
    ['::1', false, true],
    ['fd00::7', false, true],
    // The same in the dress of version 6.
    ['::ffff:10.1.2.3', false, true],
    ['::ffff:127.0.0.1', false, true],
    // What clouds tell their machines is nobody's server.
    ['169.254.169.254', false, false],
    ['::ffff:169.254.169.254', false, false],
    ['0.0.0.0', false, false],
    ['fe80::1', false, false],
    ['localhost', false, false],
  ])('%s: %s, and %s where its own network is allowed', (address, elsewhere, own) => {
    expect([isAllowed(address, false), isAllowed(address, true)]).toEqual([elsewhere, own]);
  });

  test.each([
    ['https://models.example/v1', true],
    ['http://models.example/v1', false],
    ['https://[::1]:8080/v1', false],
    ['https://2130706433/v1', false],
  ])('%s may be set: %s', (url, may) => {
    expect(mayBeSet(url, false)).toBe(may);
  });

  test('a name that means this machine is found out when it is resolved', async () => {
    expect(await told(false)).toBe('ForbiddenAddressError');
    expect(await told(true)).toBe('resolved');
    const model = { url: 'https://localhost:9/v1', model: 'loom', key: undefined, timeoutMs: 5000 };
    const question = { instructions: 'Read.', profile: '{}' };
    expect(await askModel(model, question, false, new AbortController().signal)).toEqual({ trouble: 'address' });
  });
});
