/** The address of a server as a user types it. */
import type { Key } from '../../i18n/words.ts';

/** "127.0.0.1:4310" and "wellmet.example" get their scheme; only an origin is taken, and only https unless it never leaves this machine. */
export function serverOrigin(typed: string): { url: string } | { wrong: Key } {
  const text = typed.trim();
  const bare = URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : undefined;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const spelled = hasScheme || !bare ? text : `${isLoopback(bare) ? 'http' : 'https'}://${text}`;
  if (!URL.canParse(spelled)) return { wrong: 'server.notAnAddress' };
  const url = new URL(spelled);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { wrong: 'server.notAnAddress' };
  if (url.protocol === 'http:' && !isLoopback(url)) return { wrong: 'server.needsHttps' };
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) return { wrong: 'server.originOnly' };
  return { url: url.origin };
}

export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/** What the browser is asked for; match patterns carry no port. */
export function originPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
