import type { ChunkGap, StallCause, SynchronizationKind, SynchronizationStatus } from "./synchronization.ts";

/** Chunks of one phase of the history that did not arrive. */
export interface MissingChunks extends ChunkGap {
  /** The phase. */
  readonly phase: number;
}

/**
 * A synchronization came further, ended or stalled. The library made this event from what arrived; no sender sends it.
 */
export interface SynchronizationEvent {
  readonly type: "sync";
  /** The same for the same change, whichever process notices it, so that it can be used as a key. */
  readonly id: string;
  /** The id of the business number. */
  readonly phoneNumberId: string;
  /** The WhatsApp Business Account. */
  readonly wabaId?: string;
  /** What is synchronized. */
  readonly kind: SynchronizationKind;
  readonly status: SynchronizationStatus;
  /** The status before. The same as `status` where only the progress or the missing chunks changed. */
  readonly previousStatus: SynchronizationStatus;
  /** The highest percentage that was named, for the history. */
  readonly progress?: number;
  /** Why it may have stalled, the first to look at first. */
  readonly likelyCauses?: readonly StallCause[];
  /** Chunks that did not arrive although the history is complete. They may still come. Empty once none is missing. */
  readonly missingChunks?: readonly MissingChunks[];
}
