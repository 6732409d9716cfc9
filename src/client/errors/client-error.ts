import { CoexistenceError, type CoexistenceErrorCode, isCoexistenceError } from "../../errors/index.ts";
import type { Provider } from "../../model/index.ts";

/** The method of a call. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What is known about a call that failed. */
export interface ClientErrorDetails {
  /** Whose API it is. */
  readonly provider: Provider;
  /** The method of the call, such as `GET`. */
  readonly method: Method;
  /** The path with the names of its parameters, such as `/{phoneNumberId}/smb_app_data`. */
  readonly path: string;
  /** The HTTP status, where there was an answer. It misleads: Meta answers rate limits with 400 and a permission error with 500. */
  readonly status?: number | undefined;
  /** The provider's own `code`. */
  readonly providerCode?: number | undefined;
  /** Meta's `error_subcode`. */
  readonly error_subcode?: number | undefined;
  /** Meta's id of the request, which its support asks for. */
  readonly fbtrace_id?: string | undefined;
  /** For how many seconds the provider wants no further call. */
  readonly retryAfter?: number | undefined;
  /** How often the request was sent. */
  readonly attempts: number;
}

/**
 * The base of every error of a call to Meta or 360dialog. There is a class, and a `code`, for each thing one would do
 * about it.
 *
 * It holds what helps to find the reason, and nothing of the request or of the answer's text: no token, no secret, no
 * number, no query. It can be logged as it is.
 *
 * @example
 * ```ts
 * import { isClientError, MetaClient } from "whatsapp-coexistence/client";
 *
 * const meta = new MetaClient({ accessToken: process.env.ACCESS_TOKEN });
 * try {
 *   await meta.phoneNumbers.list("100000000000001");
 * } catch (error) {
 *   if (isClientError(error)) console.error(error.code, error.path, error.fbtrace_id);
 * }
 * ```
 */
export class ClientError extends CoexistenceError implements ClientErrorDetails {
  override readonly name: string = "ClientError";
  readonly provider: Provider;
  readonly method: Method;
  readonly path: string;
  readonly attempts: number;
  declare readonly status?: number;
  declare readonly providerCode?: number;
  declare readonly error_subcode?: number;
  declare readonly fbtrace_id?: string;
  declare readonly retryAfter?: number;

  constructor(code: CoexistenceErrorCode, message: string, details: ClientErrorDetails) {
    super(code, `${details.method} ${details.path} ${message}`);
    this.provider = details.provider;
    this.method = details.method;
    this.path = details.path;
    this.attempts = details.attempts;
    for (const member of optionalMembers) {
      if (details[member] !== undefined) Object.assign(this, { [member]: details[member] });
    }
  }

  override toJSON(): ReturnType<CoexistenceError["toJSON"]> & ClientErrorDetails {
    const { provider, method, path, attempts } = this;
    const known = optionalMembers.filter((member) => this[member] !== undefined);
    return {
      ...super.toJSON(),
      ...{ provider, method, path, attempts },
      ...Object.fromEntries(known.map((member) => [member, this[member]])),
    };
  }
}

const optionalMembers = ["status", "providerCode", "error_subcode", "fbtrace_id", "retryAfter"] as const;

/**
 * Tells whether a caught value is a {@link ClientError} of any kind, whichever copy of the package made it.
 *
 * @example
 * ```ts
 * import { isClientError, MetaClient } from "whatsapp-coexistence/client";
 *
 * const meta = new MetaClient({ accessToken: process.env.ACCESS_TOKEN });
 * await meta.requestSync("200000000000002", "contacts").catch((error: unknown) => {
 *   if (isClientError(error)) console.error(error.code, error.status, error.fbtrace_id);
 * });
 * ```
 */
export function isClientError(value: unknown): value is ClientError {
  return isCoexistenceError(value) && "attempts" in value;
}
