import type { SyncKind } from "../synchronization.ts";
import { PreconditionError } from "./precondition-error.ts";

/** A synchronization that is about to be asked for. */
export interface ExpectedSyncRequest {
  /** Meta's id of the number. */
  readonly phoneNumberId: string;
  /** The WhatsApp Business Account. */
  readonly wabaId?: string | undefined;
  /** What is asked for. */
  readonly kind: SyncKind;
  /**
   * When the onboarding began, the same moment each time. Absent at 360dialog, which asks for the history by itself, so
   * that parts of it can be older than the onboarding.
   */
  readonly onboardedAt?: Date | undefined;
  /** When it is asked for. */
  readonly at: Date;
}

/** Is told what is about to be asked for: `coexistence.expectSync`. */
export type ExpectSync = (expected: ExpectedSyncRequest) => unknown;

/**
 * Tells that a synchronization is about to be asked for.
 *
 * @throws PreconditionError when that fails: what nobody waits for can be missed without a word, and the request has time.
 */
export async function announceSync(expectSync: ExpectSync, expected: ExpectedSyncRequest): Promise<void> {
  try {
    await expectSync(expected);
  } catch (reason) {
    const fix = "expectSync threw, its error is in reason. Make sure that the receiver's store can be written to.";
    throw new PreconditionError([{ condition: "sync_expected", fix }], reason);
  }
}
