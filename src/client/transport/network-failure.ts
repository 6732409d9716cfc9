/** What a runtime's error says about the connection. */
export interface NetworkFailure {
  /** The word the runtime has for it, such as `ECONNRESET`. */
  readonly networkCode?: string;
  /** Whether it is certain that no byte of the request was sent. */
  readonly isUnsent: boolean;
}

// The connection was never made: no address, refused, or a certificate that was looked at before anything was sent. An
// unreachable host is not among them, because a connection that was made can end so as well.
const beforeSending =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/;

/**
 * Looks at what `fetch` threw. Only a code is taken from it: messages hold addresses, and their causes whole requests.
 */
export function readNetworkFailure(error: unknown): NetworkFailure {
  const code = findCode(error, 4);
  return code === undefined ? { isUnsent: false } : { networkCode: code, isUnsent: beforeSending.test(code) };
}

function findCode(error: unknown, depth: number): string | undefined {
  if (typeof error !== "object" || error === null || depth === 0) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,50}$/.test(code)) return code;
  return findCode(cause, depth - 1);
}
