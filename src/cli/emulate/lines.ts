import type { Delivery, EmulatedRequest } from "../../emulator/index.ts";
import { count } from "../terminal/count.ts";
import type { Paint } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";

/**
 * A line for a call of an API. Paths hold ids and no secrets, and are an application's to choose.
 *
 * @internal
 */
export function requestLine({ method, path, status }: EmulatedRequest, paint: Paint): string {
  return `call     ${paintStatus(status, paint)}  ${method} ${printable(path)}\n`;
}

/**
 * A line for how the webhook answers the verification request.
 *
 * @internal
 */
export function verificationLine(problem: string | undefined, paint: Paint): string {
  if (problem === undefined) return `${paint("good", "The webhook answers the verification request.")}\n`;
  return `${paint("warning", `The webhook does not answer the verification request: ${problem}. They go there all the same.`)}\n`;
}

/**
 * A line for what is known of a webhook now.
 *
 * @internal
 */
export function deliveryLine(delivery: Delivery, paint: Paint): string {
  const { number, phoneNumberId, state, droppedBecause, attempts } = delivery;
  const last = attempts.at(-1);
  // Only 200 is an answer that ends a webhook.
  const answer = paint(last?.status === 200 ? "good" : "bad", String(last?.status ?? "---"));
  const outcome = [
    ...(last === undefined ? [] : [`${last.milliseconds} ms`]),
    ...(last?.failure === undefined ? [] : [failures[last.failure]]),
    ...(attempts.length > 1 ? [`attempt ${attempts.length}`] : []),
    ...(state === "waiting" ? ["will be sent again"] : []),
    ...(droppedBecause === undefined ? [] : [ends[droppedBecause]]),
  ];
  return `webhook  ${answer}  #${number} ${describe(delivery)} of ${phoneNumberId}  ${outcome.join(", ")}\n`;
}

const failures = {
  cut_by_sender: "the connection broke, which was on purpose",
  connection: "there was no answer",
  timeout: "the answer took too long",
} as const;

const ends = {
  nobody_subscribed: "lost: nobody is subscribed, or there is no address",
  too_old: "given up: it was sent again for too long",
  closed: "given up: the emulator ends",
} as const;

function describe({ about, progress, messages, isRepeated }: Delivery): string {
  const parts = [
    about,
    ...(progress === undefined ? [] : [`${progress} %`]),
    ...(messages > 1 ? [count(messages, "message")] : []),
    ...(isRepeated ? ["a second time"] : []),
  ];
  return parts.join(", ");
}

function paintStatus(status: number, paint: Paint): string {
  return paint(status >= 200 && status <= 299 ? "good" : "bad", String(status));
}
