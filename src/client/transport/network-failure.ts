/** What a runtime's error says about the connection. */
export interface NetworkFailure {
  /** The word the runtime has for it, such as `ECONNRESET`. */
  readonly networkCode?: string;
  /** Whether it is certain that no byte of the request was sent. */
  readonly isUnsent: boolean;
}

// The connection was never made: no address, refused, or a certificate that was looked at before anything was sent. An
// unreachable host is not among them, because a connection that was made can end so as well.
const beforeSending = new Set([
  ...["ECONNREFUSED", "ConnectionRefused", "UND_ERR_CONNECT_TIMEOUT"],
  ...["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME"],
  ...["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID", "CERT_REVOKED", "CERT_UNTRUSTED", "CERT_SIGNATURE_FAILURE"],
  ...["ERR_TLS_CERT_ALTNAME_INVALID", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN"],
  ...["UNABLE_TO_GET_ISSUER_CERT", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
]);

const atAnyTime = new Set([
  ...["ECONNRESET", "ECONNABORTED", "ETIMEDOUT", "EPIPE", "EPROTO", "EADDRNOTAVAIL", "EMFILE"],
  ...["EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH", "ENETDOWN", "ConnectionClosed"],
  ...["UND_ERR_SOCKET", "UND_ERR_CLOSED", "UND_ERR_DESTROYED", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"],
  ...["UND_ERR_HEADERS_OVERFLOW", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "ERR_SSL_WRONG_VERSION_NUMBER"],
]);

/**
 * Looks at what `fetch` threw. Only a code is taken from it, and only one that is known: messages hold addresses, causes
 * whole requests, and a `fetch` of somebody's own may write anything into a code.
 */
export function readNetworkFailure(error: unknown): NetworkFailure {
  const networkCode = findCodeQuietly(error);
  return networkCode === undefined ? { isUnsent: false } : { networkCode, isUnsent: beforeSending.has(networkCode) };
}

function findCodeQuietly(error: unknown): string | undefined {
  try {
    return findCode(error, 4);
  } catch {
    // A member that throws when it is read.
    return undefined;
  }
}

function findCode(error: unknown, depth: number): string | undefined {
  if (typeof error !== "object" || error === null || depth === 0) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === "string" && (beforeSending.has(code) || atAnyTime.has(code))) return code;
  return findCode(cause, depth - 1);
}
