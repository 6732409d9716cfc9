/** Why there was no answer at all. `broken` is everything that has no name of its own. */
export type ConnectionFailure = "refused" | "unknown_host" | "tls_failed" | "broken";

// What Node and Bun call it.
const kinds: readonly (readonly [pattern: RegExp, failure: ConnectionFailure])[] = [
  [/^(ECONNREFUSED|ConnectionRefused)$/, "refused"],
  [/^(ENOTFOUND|EAI_\w+)$/, "unknown_host"],
  [
    /^(CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|EPROTO|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/,
    "tls_failed",
  ],
];

/** Looks at the code of what `fetch` threw, and at nothing else: messages hold addresses. */
export function findConnectionFailure(error: unknown): ConnectionFailure {
  try {
    const code = findCode(error, 4) ?? "";
    return kinds.find(([pattern]) => pattern.test(code))?.[1] ?? "broken";
  } catch {
    // A member that throws when it is read.
    return "broken";
  }
}

function findCode(error: unknown, depth: number): string | undefined {
  if (typeof error !== "object" || error === null || depth === 0) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === "string" ? code : findCode(cause, depth - 1);
}
