/**
 * A file of two gigabytes over HTTP into a server as it runs, made while it is sent: it must come in within a bounded memory, however long it takes.
 * `SOAK_MEGABYTES` is how much. So that it takes minutes, a row has four kilobytes and 2,000 people come again and again: after the first time they
 * are read, made out and told from who is there, and not written. Each hundredth row is bad; now and then a line is megabytes long, or a quote open.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { Session } from '@wellmet/shared/account';
import { PoolImport } from '@wellmet/shared/pool';
import { openKillable } from '../testing/killable.ts';

const bytes = Number(process.env['SOAK_MEGABYTES'] ?? 2048) * 1024 ** 2;
/** Of the server's process, all of it: Node itself takes some 150 MB. */
const mostMegabytes = 600;
const people = 2_000;

const about = 'We opened a workshop where customers rebuild their own looms, and 38 mills came. '.repeat(48);
const hostile = ['x'.repeat(3_000_000), `"${'never closed, '.repeat(60_000)}`, 'a,'.repeat(100_000)];
let made = 0;

function* file(): Generator<Buffer> {
  yield Buffer.from('\uFEFFname,profileUrl,title,company,about\n');
  let text = '';
  for (let n = 0; made < bytes; n++) {
    const url = n % 100 === 50 ? 'nowhere/at all' : `https://www.linkedin.com/in/person-${n % people}/`;
    const row = `Person ${n % people},${url},Sales manager,Nimbus Looms,"${about}"\n`;
    text += n % 50_000 === 49_999 ? `${hostile[((n / 50_000) % hostile.length) | 0] ?? ''}"\n` : row;
    if (text.length < 65_536) continue;
    const part = Buffer.from(text);
    made += part.length;
    text = '';
    yield part;
  }
}

async function megabytesOf(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}

const server = await openKillable();
let peak = 0;
let watching: NodeJS.Timeout | undefined;
try {
  await server.start();
  const pid = server.pid ?? 0;
  const signedUp = await fetch(`${server.url}/v1/sign-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ines Invented', email: 'ines@people.example', password: 'correct horse', timeZone: 'Europe/Paris' }),
  });
  const { token, workspaces } = Session.parse(await signedUp.json());
  const before = await megabytesOf(pid);
  const startedAt = performance.now();
  const seconds = (): number => Math.round((performance.now() - startedAt) / 1000);
  let told = 0;
  const look = async (): Promise<void> => {
    const now = await megabytesOf(pid);
    peak = Math.max(peak, now);
    if (seconds() < told + 15) return;
    told = seconds();
    process.stderr.write(`${told} s: ${Math.round(made / 1024 ** 2)} MB sent, ${Math.round(now)} MB of memory\n`);
  };
  watching = setInterval(() => {
    void look();
  }, 200);
  const query = 'fileName=soak.csv&source=invented&licence=none&lawfulBasis=consent';
  const sending = request(`${server.url}/v1/workspaces/${workspaces[0]?.id ?? ''}/pool/imports?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${token}` },
  });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  await pipeline(Readable.from(file(), { highWaterMark: 1 }), sending);
  const [response] = await answered;
  const { state, failure, counts } = PoolImport.parse(await json(response));
  console.log(`${(made / 1024 ** 3).toFixed(2)} GB in ${seconds()} s: ${state}${failure === undefined ? '' : `, ${failure}`}`);
  console.log(
    `${counts.rows} rows: ${counts.added} added, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.bad} bad, ${counts.erased} erased`,
  );
  console.log(`memory of the server: ${Math.round(before)} MB before, ${Math.round(peak)} MB at most (bound: ${mostMegabytes} MB)`);
  if (state !== 'done' || counts.added > people || peak > mostMegabytes) process.exitCode = 1;
} finally {
  clearInterval(watching);
  await server.remove();
}
