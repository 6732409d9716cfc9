import * as z from "zod";
import { Message } from "./messages/message.ts";
import { optional, text } from "./primitives.ts";
import { Contact, Metadata } from "./shared.ts";

/** The value of a `smb_message_echoes` change: messages sent from the phone. */
export const EchoesValue = z.looseObject({
  messaging_product: optional(text),
  metadata: optional(Metadata),
  contacts: optional(z.array(Contact)),
  message_echoes: z.array(Message),
});
/** The value of a `smb_message_echoes` change: messages sent from the phone. */
export type EchoesValue = z.infer<typeof EchoesValue>;
