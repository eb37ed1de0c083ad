/**
 * Which contract (api.ts) an extension was built with, and the oldest that a server still answers. What a version may ask and for how long is said in
 * docs/operator.md, "Upgrades and ways back".
 */

/** Raised by one with whatever extensions that know it need and older servers do not have. */
export const contractVersion = 1;

/** Raised by the release that takes away what older versions ask for. */
export const lowestServed = 1;

/** The header in which an extension says its version. Programs of others say none. */
export const contractHeader = 'wellmet-contract';
