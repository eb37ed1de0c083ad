/** What a server or command that a test starts has of the environment: where programs are, and where what they compile is kept. Settings are the test's alone. */
const { PATH = '', NODE_COMPILE_CACHE } = process.env;

export const childEnvironment: Record<string, string> = { PATH, ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }) };
