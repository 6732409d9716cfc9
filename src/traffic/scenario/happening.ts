import type { Change } from "../../payloads/change.ts";

/** What a happening is about. */
export type HappeningKind =
  /** The address book, or a change of it. */
  | "contacts"
  /** A chunk of history. */
  | "history"
  /** The asset of a placeholder in the history, before or after the chunk that holds it. */
  | "media"
  /** The business keeps its history to itself. */
  | "declined"
  /** A message from the phone, edits and revocations included. */
  | "echo"
  /** A live message from a customer, edits and revocations included. */
  | "message"
  /** What became of a message that was sent through the API. */
  | "status"
  /** A webhook with as much in it as fits. */
  | "burst"
  /** The number left, paused or came back. */
  | "account";

/** Something that happens on a number, and that its provider reports. */
export interface Happening {
  readonly about: HappeningKind;
  /** What is reported: one change, or for a `burst` all that go into one webhook. */
  readonly changes: readonly Change[];
  /** How many messages are in it. */
  readonly messages: number;
  /** When it happened, in Unix seconds; for `account` only, whose envelope says so. */
  readonly time?: number;
  /** How far the history is with it, in percent; for `history` only. */
  readonly progress?: number;
}

/** Nothing happens for a while. */
export interface Pause {
  readonly about: "wait";
  readonly seconds: number;
}
