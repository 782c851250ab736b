/** Why an upload becomes no cover: the file's fault, so trying again would not help. */
export class Rejection extends Error {
  /** @param {string} reason one of the contract's codes (ServerlessRef.Domain, CoverReasons) */
  constructor(reason, detail) {
    super(detail ?? reason);
    this.reason = reason;
  }
}
