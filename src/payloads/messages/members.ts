import type { HistoryContext, MessageContext, Referral, WebhookError } from "../../schemas/index.ts";

/** The members every message can have, under WhatsApp's names. */
export interface MessageMembers {
  /**
   * The message's own id (wamid). Default: a new one each time, counted from 1 in each process. A durable store that lives
   * on takes those of the next process for repeated: give it ids of your own there.
   */
  id?: string;
  /** Unix seconds. Default: `"1760000000"`. */
  timestamp?: string;
  /** The sender's number. Default: what fits the change the message is put into. */
  from?: string;
  from_user_id?: string;
  from_parent_user_id?: string;
  /** The receiver's number. Default: what fits the change the message is put into. */
  to?: string;
  to_user_id?: string;
  to_parent_user_id?: string;
  context?: MessageContext;
  errors?: WebhookError[];
  referral?: Referral;
  history_context?: HistoryContext;
}

let messages = 0;

/** @internal */
export function nextWamid(): string {
  messages += 1;
  return `wamid.EXAMPLE${String(messages).padStart(6, "0")}`;
}

/** @internal */
export function withDefaults(members: MessageMembers): MessageMembers & { id: string; timestamp: string } {
  return { id: nextWamid(), timestamp: "1760000000", ...members };
}
