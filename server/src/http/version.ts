/** Versions of answers over HTTP: `ETag`, and `If-None-Match` that names one. RFC 9110, 8.8.3 and 13.1.2. */

/** The tag of an answer that says its version. */
export const tagOf = (answer: object): string => `"${'version' in answer ? String(answer.version) : ''}"`;

/** Whether a header names a tag. Weak or strong is the same here: compressing an answer makes its tag weak. */
export const isAmong = (header: string | undefined, tag: string): boolean =>
  header?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag) === true;
