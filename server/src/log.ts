import { pino, type DestinationStream, type Logger } from 'pino';

/**
 * The server's log: one JSON line an event, with no token, e-mail, name, body or address of a person. Whoever logs passes only such things;
 * the redaction is a second net.
 */
export function openLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: ['*.authorization', '*.password', '*.token', '*.email', 'authorization', 'password', 'token', 'email'],
    },
    destination,
  );
}
