import type { Customer } from "../../model/index.ts";
import { sayAnything } from "../../payloads/chat-talk.ts";
import { addedContact, contactsChange, removedContact } from "../../payloads/contacts.ts";
import { echoChange } from "../../payloads/echoes.ts";
import { messageChange } from "../../payloads/live-messages.ts";
import { editMessage, revokeMessage } from "../../payloads/messages/changes.ts";
import { imageMessage } from "../../payloads/messages/media.ts";
import { inventMediaId } from "../../payloads/messages/media-id.ts";
import type { MessageMembers } from "../../payloads/messages/members.ts";
import { reactionMessage } from "../../payloads/messages/reaction.ts";
import { textMessage } from "../../payloads/messages/text.ts";
import { wamid } from "../../payloads/mixed-messages.ts";
import type { BusinessNumber } from "../../payloads/participants.ts";
import { messageStatus, statusChange } from "../../payloads/statuses.ts";
import type { Message } from "../../schemas/index.ts";
import type { Happening } from "./happening.ts";
import type { Said, Stage } from "./stage.ts";

/** Who writes: staff on the phone, or a customer. */
export type Writer = "echo" | "message";

/** Somebody writes something. */
export function playMessage(stage: Stage, writer: Writer): Happening {
  const { random } = stage;
  const customer = random.pick(stage.customers);
  const members = nextMembers(stage);
  const isPicture = random.chance(0.15);
  const message = isPicture
    ? imageMessage({ id: inventMediaId(random, "image"), caption: sayAnything(random) }, members)
    : textMessage(sayAnything(random), members);
  // Only a text can be corrected in a way that everybody shows alike.
  if (!isPicture) stage.lastOf[writer === "echo" ? "staff" : "customer"] = { id: members.id, customer };
  return report(stage, writer, message, customer);
}

/** A customer reacts to the last message of staff. */
export function* playReaction(stage: Stage): Generator<Happening> {
  const said = yield* findSaid(stage, "staff");
  const reaction = reactionMessage(said.id, stage.random.pick(["👍", "❤️", "🙏"]), nextMembers(stage));
  yield report(stage, "message", reaction, said.customer);
}

/** Somebody corrects or takes back the last message of their own. */
export function* playCorrection(stage: Stage, kind: "edit" | "revoke", by: "staff" | "customer"): Generator<Happening> {
  const said = yield* findSaid(stage, by);
  const members = nextMembers(stage);
  const message =
    kind === "edit" ? editMessage(said.id, sayAnything(stage.random), members) : revokeMessage(said.id, members);
  if (kind === "revoke") delete stage.lastOf[by];
  yield report(stage, by === "staff" ? "echo" : "message", message, said.customer);
}

/** A message of the API is sent, delivered and read. */
export function* playStatuses(stage: Stage): Generator<Happening> {
  const { random } = stage;
  const customer = random.pick(stage.customers);
  yield* reportStatuses(stage.number, { id: wamid(random), customer, nextTime: () => nextTimestamp(stage) });
}

/** A message that was sent through the API. */
export interface SentThroughApi {
  readonly id: string;
  readonly customer: Customer;
  /** When the next thing happens to it, in Unix seconds. */
  nextTime(): string;
}

/** A message of the API with this id is sent, delivered and read. */
export function* reportStatuses(
  number: BusinessNumber,
  { id, customer, nextTime }: SentThroughApi,
): Generator<Happening> {
  for (const status of ["sent", "delivered", "read"] as const) {
    const change = statusChange(messageStatus(status, { id, timestamp: nextTime() }), { number, customer });
    yield { about: "status", changes: [change], messages: 0 };
  }
}

/** A contact gets another name, a new one comes, and one is removed. */
export function playAddressBookChange(stage: Stage): Happening {
  const { random, number, customers } = stage;
  const timestamp = nextTimestamp(stage);
  const known = random.pick(customers);
  const passerBy: Customer = { waId: String(15_550_290_000 + random.below(10_000)), profileName: "Noor Passing" };
  const items = [
    addedContact({ customer: known, fullName: `${known.profileName} (regular)`, timestamp }),
    addedContact({ customer: passerBy, timestamp }),
    removedContact(passerBy, String(Number(timestamp) + 1)),
  ];
  return { about: "contacts", changes: [contactsChange(items, { number })], messages: 0 };
}

/** What was said last by them; where there is nothing, they say something first. */
function* findSaid(stage: Stage, by: "staff" | "customer"): Generator<Happening, Said> {
  let said = stage.lastOf[by];
  while (said === undefined) {
    yield playMessage(stage, by === "staff" ? "echo" : "message");
    said = stage.lastOf[by];
  }
  return said;
}

function report({ number }: Stage, writer: Writer, message: Message, customer: Customer): Happening {
  const change =
    writer === "echo" ? echoChange(message, { number, customer }) : messageChange(message, { number, customer });
  return { about: writer, changes: [change], messages: 1 };
}

function nextMembers(stage: Stage): MessageMembers & { id: string; timestamp: string } {
  return { id: wamid(stage.random), timestamp: nextTimestamp(stage) };
}

/** When something happens, in Unix seconds: now, or by a script of fixed time some minutes after what was before. */
export function nextTimestamp(stage: Stage): string {
  const { readClock } = stage;
  // Drawn in any case, so that the same seed tells the same story at any time.
  const pause = 5 + stage.random.below(300);
  stage.now =
    readClock === undefined ? stage.now + pause : Math.max(stage.now, Math.floor(readClock().getTime() / 1000));
  return String(stage.now);
}
