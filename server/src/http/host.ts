import { isLoopback, type Config } from '../config.ts';

/**
 * Tells by a request's `Host` whether it is meant for this server. A page of another site may give its own name this machine's address
 * (DNS rebinding) and would then count as being of one origin with the server; its name in `Host` gives it away.
 * Loopback names and the host of `PUBLIC_URL` are answered, at any port. A server that others can reach and that was told no `PUBLIC_URL`
 * does not know its names: it answers to all.
 */
export function answersTo({ host: listensOn, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): (host: string) => boolean {
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).hostname;
  if (publicHost === undefined && !isLoopback(listensOn)) return () => true;
  return (host) => {
    const [, name = '', inBrackets] = /^(\[([\da-f:]+)\]|[\w.-]+)(?::\d*)?$/i.exec(host.toLowerCase()) ?? [];
    return isLoopback(inBrackets ?? name) || (name !== '' && name === publicHost);
  };
}
