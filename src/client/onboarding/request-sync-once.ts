import type { Provider } from "../../model/index.ts";
import type { SyncRequest } from "../../schemas/index.ts";
import { OutcomeUnknownError } from "../errors/index.ts";
import type { SyncKind } from "../synchronization.ts";
import { notReady } from "./problem.ts";
import { makeOnce, type Settlement } from "./state/make-once.ts";
import type { OneShot } from "./state/one-shot.ts";
import type { SavedState } from "./state/saved-state.ts";
import type { StateKeeper } from "./state/state-keeper.ts";
import { windowClosed } from "./sync-window.ts";

/** A synchronization that is asked for once. */
export interface SyncOnce<State extends SavedState & Readonly<Record<SyncKind, OneShot>>> {
  readonly keeper: StateKeeper<State>;
  readonly kind: SyncKind;
  readonly settlement: Settlement | undefined;
  /** Where the call goes, for the error about an earlier one. */
  readonly provider: Provider;
  readonly path: string;
  /** Tells the receiver what is about to be asked for. */
  readonly prepare: () => Promise<void>;
  /** Makes the call. */
  readonly request: () => Promise<SyncRequest>;
}

/** Asks for a synchronization, unless that was done. */
export async function requestSyncOnce<State extends SavedState & Readonly<Record<SyncKind, OneShot>>>({
  keeper,
  kind,
  settlement,
  provider,
  path,
  prepare,
  request,
}: SyncOnce<State>): Promise<void> {
  await makeOnce<State, SyncKind>({
    keeper,
    name: kind,
    settlement,
    prepare,
    send: async () => {
      const { request_id } = await request();
      return { request_id };
    },
    interrupted: () => {
      return new OutcomeUnknownError("interrupted", howToSettle(kind), { provider, method: "POST", path, attempts: 1 });
    },
    refused: () => notReady([windowClosed]),
    isFinal: ({ code }) => code === "sync_window_closed",
  });
}

/** What to do about a synchronization of which nobody noted whether it was asked for. */
export function howToSettle(kind: SyncKind): string {
  return `Wait for its webhooks, then go on with settle: { ${kind}: "done" }, or "repeat" where none came.`;
}
