interface ImportMetaEnv {
  /** Origin of the server that this build talks to until the user names another one (wxt.config.ts). */
  readonly WXT_SERVER_URL: string;
}
