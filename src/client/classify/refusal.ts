/** What a refusal means for the caller. */
export type Meaning =
  /** Too many calls; nothing was done. */
  | "rate"
  /** A failure that passes; something may have been done. */
  | "temporary"
  | "token"
  | "permission"
  | "policy"
  /** The call itself, or the state of what it is about. */
  | "input"
  | "sync_requested"
  | "sync_closed";

/** An answer that is not a success, understood. */
export interface Refusal {
  readonly meaning: Meaning;
  /** What happened, in our words: the provider's may hold numbers and texts. */
  readonly explanation: string;
  /**
   * Whether it is in the provider's own form, so that the provider itself said no. Anything between may write the other
   * kind, after the request passed or before.
   */
  readonly isClean: boolean;
  /** Whether a wait of seconds can help. Default: for `rate` and `temporary`. */
  readonly mayPass?: boolean;
  readonly providerCode?: number | undefined;
  readonly error_subcode?: number | undefined;
  readonly fbtrace_id?: string | undefined;
}

/** What an answer is when nothing in it but its status can be read. */
export function refusalByStatus(status: number, isClean: boolean): Refusal {
  const about = (meaning: Meaning, explanation: string): Refusal => ({ meaning, explanation, isClean });
  if (status === 429) return about("rate", "too many calls");
  if (status >= 500 || status === 408) return about("temporary", "the server failed");
  if (status === 401) return about("token", "the token or key is not accepted");
  if (status === 403) return about("permission", "a permission is missing");
  return about("input", "the call was not accepted");
}
