interface ImportMetaEnv {
  /** Origin of the server that this build talks to until the user names another one (wxt.config.ts). */
  readonly WXT_SERVER_URL: string;
  /** Public key of that server's operator, who may publish rules of pages; empty: the first one that the server names. */
  readonly WXT_RULES_KEY?: string;
}
