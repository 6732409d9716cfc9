import type { Customer } from "../../model/index.ts";
import type { Message } from "../../schemas/index.ts";
import type { Change } from "../change.ts";
import { sayAnything } from "../chat-talk.ts";
import { addedContact, contactsChange, removedContact } from "../contacts.ts";
import { echoChange } from "../echoes.ts";
import { messageChange } from "../live-messages.ts";
import { editMessage, revokeMessage } from "../messages/changes.ts";
import { imageMessage } from "../messages/media.ts";
import type { MessageMembers } from "../messages/members.ts";
import { reactionMessage } from "../messages/reaction.ts";
import { textMessage } from "../messages/text.ts";
import { wamid } from "../mixed-messages.ts";
import type { BusinessNumber } from "../participants.ts";
import type { Random } from "../random.ts";
import type { OnboardingStep } from "./options.ts";

/**
 * Makes what happens on a number after its onboarding: each customer writes, staff answer from the phone, take back and
 * correct what they wrote, and change the address book.
 *
 * @internal
 */
export function recordDailyLife(
  random: Random,
  number: BusinessNumber,
  customers: readonly Customer[],
  onboardedAt: number,
): { step: OnboardingStep; change: Change }[] {
  let now = onboardedAt;
  const next = (): MessageMembers & { id: string; timestamp: string } => {
    now += 60 + random.below(600);
    return { id: wamid(random), timestamp: String(now) };
  };
  const received = (customer: Customer, message: Message) => ({
    step: "message" as const,
    change: messageChange(message, { number, customer }),
  });
  const echoed = (customer: Customer, message: Message) => ({
    step: "echo" as const,
    change: echoChange(message, { number, customer }),
  });

  const chats = customers.flatMap((customer) => {
    const question = textMessage(sayAnything(random), next());
    const answer = textMessage(sayAnything(random), next());
    return [
      received(customer, question),
      echoed(customer, answer),
      received(customer, reactionMessage(answer.id, "👍", next())),
    ];
  });
  const [first] = customers;
  if (first === undefined) return chats;

  const appointment = textMessage("See you at nine.", next());
  const mistake = textMessage("This was meant for somebody else.", next());
  const corrections = [
    echoed(first, appointment),
    echoed(first, mistake),
    echoed(first, editMessage(appointment.id, "See you at ten.", next())),
    echoed(first, revokeMessage(mistake.id, next())),
    echoed(first, imageMessage({ caption: "Fresh from the oven" }, next())),
    received(first, imageMessage({}, next())),
  ];
  const edited = addedContact({
    customer: first,
    fullName: `${first.profileName} (VIP)`,
    timestamp: String(now + 60),
  });
  const removed = removedContact({ waId: "15550009999" }, String(now + 120));
  return [...chats, ...corrections, { step: "contacts", change: contactsChange([edited, removed], { number }) }];
}
