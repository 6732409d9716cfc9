import type { Change } from "../payloads/change.ts";
import { echoChange } from "../payloads/echoes.ts";
import { historyChange, historyChunk, historyThread, sent } from "../payloads/history.ts";
import { textMessage } from "../payloads/messages/text.ts";
import type { BusinessNumber } from "../payloads/participants.ts";
import type { Credential } from "../payloads/sender.ts";
import type { Run } from "./run.ts";

// From the numbers that Ofcom keeps for films, as the business number.
const customer = { waId: "447700900001" };
// With all that senders escape: a receiver that parses the body and prints it again has other bytes.
const note = "Probe 1/1 of this webhook by whatsapp-coexistence: a test, written by nobody. Café ☕ & <Tee> 100 %";

/**
 * A webhook with one message. It is one that staff sent, because bots answer those of customers; where only history
 * arrives, at 360dialog's partner URL, a chunk with that message.
 *
 * @param place - which of the run's small webhooks it is.
 */
export function smallChange(place: number, credential: Credential, number: BusinessNumber, run: Run): Change {
  const message = textMessage(note, { id: run.wamid(place), timestamp: String(run.seconds) });
  if (credential !== "platformSecret") return echoChange(message, { number, customer });
  const threads = [historyThread([sent(message, { number })], customer)];
  return historyChange(historyChunk({ progress: 1, threads }), { number });
}
