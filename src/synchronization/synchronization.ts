/** What is synchronized: the address book, or the chat history. Each is asked for on its own. */
export type SynchronizationKind = "contacts" | "history";

/** How far a synchronization is. */
export type SynchronizationStatus =
  /** It was not asked for, and nothing arrived. */
  | "not_requested"
  /** It was asked for, and nothing arrived yet. */
  | "requested"
  /** Something arrived, and more is to come. 360dialog asks by itself, so it can begin without having been requested. */
  | "receiving"
  /** All of the history arrived (progress 100); or contacts arrived, and then none for a while. It stays complete. */
  | "complete"
  /** The business keeps its history to itself, or the rest of it. An outcome, not a failure. */
  | "declined"
  /** More was to come, and nothing did for a while. It goes on as soon as something arrives. */
  | "stalled";

/** Why a synchronization may have stalled. Nobody tells, so these are the causes that fit what was seen. */
export type StallCause =
  /** The business left the API. Only a new sign-up helps. */
  | "number_disconnected"
  /** The phone was changed or the app installed anew. It usually reconnects by itself within minutes. */
  | "number_paused"
  /** The sender reported an error in place of history: see the event `unknown` with reason `history_error`. */
  | "error_reported"
  /** The app is not subscribed to the fields `history` or `smb_app_state_sync`. The first is off by default. */
  | "fields_not_subscribed"
  /** The app is not subscribed to the account, or the webhook URL is not set. */
  | "app_not_subscribed"
  /** The business declined to share its history, and the webhook that says so did not come. */
  | "declined_without_webhook"
  /** The WhatsApp Business app is closed, or its phone offline. It has to be open while it sends. */
  | "app_closed"
  /** Webhooks were sent and not taken, as gaps in the order of the chunks show. Senders repeat them for seven days. */
  | "webhooks_missing"
  /** There are no chats of the last six months, or no contacts with WhatsApp. Nothing is sent then, not even an end. */
  | "nothing_to_send";

/** Whether the number is on the API, as far as account events tell. */
export type ConnectionState = "connected" | "paused" | "disconnected";

/** The synchronization of one business number, as it is at a moment. */
export interface Synchronization {
  /** The id of the business number. */
  readonly phoneNumberId: string;
  /** The WhatsApp Business Account, as its webhooks named it last. */
  readonly wabaId?: string;
  /** The business number, as its webhooks wrote it last. */
  readonly displayPhoneNumber?: string;
  /**
   * What account events said last. Some name the account only, and count for each of its numbers. 360dialog does not say
   * that it forwards them.
   */
  readonly connection: ConnectionState;
  /** When the number was onboarded. Absent where nobody said so. */
  readonly onboardedAt?: Date;
  /** What arrived before belongs to an earlier onboarding and is not counted. Absent where only one is known. */
  readonly since?: Date;
  /** Until when a synchronization can be asked for: 24 hours after the onboarding. Absent without `onboardedAt`. */
  readonly deadline?: Date;
  /** Milliseconds until then; 0 when it is over. */
  readonly timeLeft?: number;
  readonly contacts: ContactsSynchronization;
  readonly history: HistorySynchronization;
}

/** How far one kind is. */
export interface SynchronizationProgress {
  readonly status: SynchronizationStatus;
  /** When it was asked for, the last time. */
  readonly requestedAt?: Date;
  /** When something first arrived. */
  readonly firstReceivedAt?: Date;
  /** When something last arrived. For contacts, later edits count as well. */
  readonly lastReceivedAt?: Date;
  /** What to look at, the first one first. Empty unless the status is `stalled`. */
  readonly likelyCauses: readonly StallCause[];
}

/**
 * How far the address book is. Nothing marks its end, so it is complete once no contacts arrived for `stallAfter` (and up
 * to ten minutes, because the time is kept in steps of five), and at the latest a day after the first ones, since every
 * later edit in the app arrives in the same way.
 */
export interface ContactsSynchronization extends SynchronizationProgress {}

/** How far the history is. */
export interface HistorySynchronization extends SynchronizationProgress {
  /** The highest percentage that was named. Absent until one is. Only 100 says that the history is complete. */
  readonly progress?: number;
  /** The phases that were seen, in order. One without messages never comes. */
  readonly phases: readonly HistoryPhase[];
  /** How many messages its chunks hold, each counted once. */
  readonly messages: MessageCount;
  /** What became of its media. */
  readonly media: MediaCounts;
}

/** What is known of one phase of the history. */
export interface HistoryPhase {
  /** The age range: 0 is the day of onboarding, 1 up to day 90, 2 up to day 180. */
  readonly phase: number;
  /** The highest `chunkOrder`. Absent where no chunk of the phase had one. */
  readonly highestChunkOrder?: number;
  /**
   * The orders below the highest that did not arrive, up to 1000. Chunks come in any order, so gaps are normal while the
   * status is `receiving`.
   */
  readonly gaps: readonly ChunkGap[];
}

/** Chunks that did not arrive. */
export interface ChunkGap {
  /** The first `chunkOrder` that is missing. */
  readonly first: number;
  /** The last one. */
  readonly last: number;
}

/** How many messages there are. */
export interface MessageCount {
  readonly count: number;
  /** Whether the count is exact. It is up to 256; more are estimated, with a standard error of 6 %. */
  readonly exact: boolean;
}

/**
 * Messages with an asset: a placeholder stands in a chunk, and its asset follows, or comes before it. Assets are sent for
 * messages of the last two weeks only, so older placeholders stay what they are.
 */
export interface MediaCounts {
  /** The placeholders. */
  readonly placeholders: number;
  /** The messages whose asset came. */
  readonly assets: number;
  /** The placeholders whose asset did not come. */
  readonly waiting: number;
  /** The assets whose placeholder did not come: the chunk that holds it is missing. */
  readonly withoutPlaceholder: number;
  /** Whether the counts are exact. They are for up to 256 messages; more are estimated. */
  readonly exact: boolean;
}

/** How a synchronization is described. */
export interface SynchronizationOptions {
  /**
   * After how many milliseconds without anything new it counts as stalled, and contacts as complete. Default: 30 minutes.
   * Meta speaks of minutes, and of longer for long histories: shorter would report pauses of the phone, and after longer
   * less of the 24 hours is left to do something about it. A wrong report does no harm, because whatever arrives later
   * goes on.
   */
  readonly stallAfter?: number | undefined;
}
