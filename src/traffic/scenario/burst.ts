import type { Change } from "../../payloads/change.ts";
import { sayAnything } from "../../payloads/chat-talk.ts";
import { messageChange } from "../../payloads/live-messages.ts";
import { textMessage } from "../../payloads/messages/text.ts";
import { wamid } from "../../payloads/mixed-messages.ts";
import { nextTimestamp } from "./conversation.ts";
import type { Happening } from "./happening.ts";
import type { Stage } from "./stage.ts";

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview: up to 3 MB, up to 1,000 updates. */
const largestWebhook = 3 * 1024 * 1024;
const mostUpdates = 1_000;

/** What the envelope around the changes takes. */
const envelope = 1_024;

/** Everything that gathered while the receiver was away, in one webhook. */
export function playBurst(stage: Stage, bytes: number = largestWebhook): Happening {
  const { random, number, customers } = stage;
  const changes: Change[] = [];
  // The size is that of the largest body: every update takes its share of it, as long messages do.
  const share = Math.floor((bytes - envelope) / mostUpdates);
  for (let room = bytes - envelope; changes.length < mostUpdates; ) {
    const members = { id: wamid(random), timestamp: nextTimestamp(stage) };
    const text = sayAtLeast(stage, share - 900);
    const change = messageChange(textMessage(text, members), { number, customer: random.pick(customers) });
    room -= escapedLength(JSON.stringify(change)) + 1;
    if (room < 0) break;
    changes.push(change);
  }
  return { about: "burst", changes, messages: changes.length };
}

function sayAtLeast({ random }: Stage, length: number): string {
  const sentences = [sayAnything(random)];
  for (let left = length - escapedLength(sentences[0] ?? ""); left > 0; ) {
    const sentence = sayAnything(random);
    sentences.push(sentence);
    left -= escapedLength(sentence) + 1;
  }
  return sentences.join(" ");
}

/** How long a text gets when its slashes and everything beyond ASCII are escaped, as Meta does. */
function escapedLength(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) length += 5;
    else if (code === 47) length += 1;
  }
  return length;
}
