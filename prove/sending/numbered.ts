import type { MetaWebhook } from "../../src/schemas/index.ts";
import { messageChange, metaWebhook, textMessage } from "../../src/testing/index.ts";

const customers = 200;

/** The id of the message in a numbered webhook. */
export const idOf = (number: number): string => `wamid.${number}`;

/** A webhook with one message of one of some hundred customers, whose id is a number. */
export function numberedWebhook(number: number, text = `Message ${number}`): MetaWebhook {
  const customer = { waId: `155500${String(number % customers).padStart(5, "0")}` };
  return metaWebhook(messageChange({ ...textMessage(text), id: idOf(number) }, { customer }));
}
