/** Why a probe failed, and what to do about it. Holds nothing of the address, of a secret or of an answer's body. */
export interface Advice {
  readonly reason: string;
  readonly fix: string;
}
