import { CoexistenceError } from "./coexistence-error.ts";

/**
 * An argument cannot be used: a wrong id, a blank token, a malformed link. It is refused before anything is sent.
 *
 * The value itself is nowhere in the error.
 *
 * @example
 * ```ts
 * import { InvalidInputError, MetaClient } from "whatsapp-coexistence/client";
 *
 * const meta = new MetaClient({ accessToken: process.env.ACCESS_TOKEN });
 * await meta.requestSync("+1 555 000 1111", "history").catch((error: InvalidInputError) => {
 *   console.log(error.field); // "phoneNumberId"
 * });
 * ```
 */
export class InvalidInputError extends CoexistenceError {
  override readonly name: string = "InvalidInputError";
  /** The argument, as it is named in the documentation of the call. */
  readonly field: string;

  constructor(field: string, problem: string) {
    super("invalid_input", `${field} ${problem}`);
    this.field = field;
  }

  override toJSON(): ReturnType<CoexistenceError["toJSON"]> & { field: string } {
    return { ...super.toJSON(), field: this.field };
  }
}
