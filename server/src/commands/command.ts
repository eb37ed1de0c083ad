/** What a command of the command line is, and what they have in common. */
import type { Logger } from 'pino';
import { z } from 'zod';
import { readConfig, type Config } from '../config.ts';
import { openLog } from '../log.ts';
import { findDatabase, openServer, type FoundDatabase, type OpenedServer } from '../serve.ts';

/** The command line is wrong. */
export class UsageError extends Error {}

/** A command with its words, as `plan change`. */
export interface Command {
  words: string;
  /** The option that may be typed behind the words without its name. */
  takes?: string;
  /** What it does, in half a line. */
  about: string;
  /** Its options, as the usage text shows them. */
  usage: string;
  /** @param given options by name, as typed. @throws UsageError, ConfigError, and what it does may throw. */
  run(given: Record<string, unknown>): Promise<void>;
}

/** Makes a command: its options are read, then the configuration. */
export const command = <S extends z.ZodObject>({
  options,
  work,
  ...described
}: Omit<Command, 'run'> & { options: S; work: (config: Config, given: z.output<S>) => Promise<void> }): Command => ({
  ...described,
  run: async (given) => work(readConfig(process.env), parsed(options, given, described.words)),
});

function parsed<S extends z.ZodObject>(options: S, given: unknown, words: string): z.output<S> {
  const { data, error } = options.safeParse(given);
  if (!error) return data;
  const messages = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => `"${words}" takes no --${key}`) : issue.message,
  );
  throw new UsageError([...new Set(messages)].join('\n'));
}

export const Flag = z.boolean().default(false);
export const WorkspaceId = z.uuid('--workspace must be the id of a workspace');

/** A whole number that is typed as digits. */
export const Digits = (message: string, min: number, max: number): z.ZodType<number> =>
  z
    .string(message)
    .regex(/^[+-]?\d{1,9}$/, message)
    .transform(Number)
    .refine((number) => number >= min && number <= max, message);

/** Does something with the database of a configuration, also beside a running server. */
export async function withServer<T>(config: Config, work: (opened: OpenedServer) => Promise<T>): Promise<T> {
  const opened = await openServer(config, logOf(config), 'a running server');
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** Does something with a database as it is, whatever its tables are like. */
export async function withDatabase<T>(config: Config, work: (found: FoundDatabase, log: Logger) => Promise<T>): Promise<T> {
  const log = logOf(config);
  const found = await findDatabase(config, log, 'a running server');
  try {
    return await work(found, log);
  } finally {
    await found.stop();
  }
}

/** Standard output is the command's answer, which another program may read. */
const logOf = ({ logLevel }: Config): Logger => openLog(logLevel === 'info' ? 'warn' : logLevel, process.stderr);

/** The command's answer: as JSON for a program, or in words. */
export const say = (isJson: boolean, answer: object, words: string): void =>
  void process.stdout.write(`${isJson ? JSON.stringify(answer, null, 2) : words}\n`);

/** Where users reach the server, for links. */
export const addressOf = ({ publicUrl, host, port }: Config): string => publicUrl ?? `http://${host}:${port}`;

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** Rows under each other, each column as wide as its widest cell. What users have named may not steer the terminal. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll(/\p{Cc}/gu, ' ')));
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
