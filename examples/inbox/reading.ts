import { type Asset, assetOf, kindOf, textOf } from "./content.ts";
import type { StoredMessage, StoredRecord } from "./queries.ts";

/** A message as it reads now, with everything that has arrived about it. */
export interface Reading {
  /** Who sent it. Nobody is known where only a reaction to it arrived. */
  readonly sender: "customer" | "phone" | "api" | undefined;
  /** What it says. */
  readonly text: string | undefined;
  /** What it is, where the text does not say it. */
  readonly kind: string | undefined;
  readonly asset: Asset | undefined;
  /** Whether it has a file that did not arrive. */
  readonly isPlaceholder: boolean;
  /** Something that happened to the customer, and that nobody wrote. */
  readonly isNotice: boolean;
  readonly isRevoked: boolean;
  readonly isEdited: boolean;
  /** What it said before it was edited. */
  readonly textBefore: string | undefined;
  readonly status: string | undefined;
  readonly reactions: readonly string[];
}

/** Puts a message together. */
export function read(stored: StoredMessage): Reading {
  const { original, asset, edit, revoke } = stored;
  const content = (asset ?? original)?.message;
  const textBefore = content && textOf(content);
  return {
    sender: senderOf(stored),
    text: (edit?.message && textOf(edit.message)) ?? textBefore,
    kind: content ? kindOf(content) : edit || revoke ? undefined : missing(stored),
    asset: content && assetOf(content),
    isPlaceholder: content?.type === "media_placeholder",
    isNotice: content?.type === "system",
    isRevoked: revoke !== undefined,
    isEdited: edit !== undefined,
    textBefore: edit && textBefore,
    status: statusOf(stored),
    reactions: [stored.reaction_inbound, stored.reaction_outbound].flatMap((record) => emojiOf(record) ?? []),
  };
}

/** One line that stands for a message. */
export function previewOf(stored: StoredMessage): string {
  const { text, kind, isRevoked } = read(stored);
  const [line = ""] = /^.{0,160}/su.exec(text ?? kind ?? "") ?? [];
  return isRevoked ? "Deleted message" : line;
}

/** Echoes and the history are the phone's. What went out through the API is known by its statuses alone. */
function senderOf({ original, asset, edit, revoke, status }: StoredMessage): Reading["sender"] {
  const record = original ?? asset;
  if (record === undefined && status !== undefined) return "api";
  const direction = (record ?? edit ?? revoke)?.direction;
  return direction && (direction === "inbound" ? "customer" : "phone");
}

function missing({ status }: StoredMessage): string {
  return status === undefined
    ? "A message that has not arrived here"
    : "Sent through the API. What it says is known to the program that sent it.";
}

const statuses: Readonly<Record<string, string>> = {
  pending: "Pending",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
  played: "Played",
  failed: "Not delivered",
  error: "Not delivered",
};

function statusOf({ original, status }: StoredMessage): string | undefined {
  // Meta does not say what the status of a message from the customer means.
  const fromHistory = original?.direction === "outbound" ? original.status : undefined;
  const word = (status?.status ?? fromHistory)?.toLowerCase();
  const text = word && (statuses[word] ?? word);
  return status?.title === undefined ? text : `${text}: ${status.title}`;
}

/** A reaction that was taken back has none. */
function emojiOf(record: StoredRecord | undefined): string | undefined {
  return record?.message?.type === "reaction" ? record.message.reaction.emoji : undefined;
}
