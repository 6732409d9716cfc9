import {
  type ConnectionRule,
  type DisconnectionNotice,
  stayingConnected,
} from "../../../src/eligibility/changes/index.ts";
import { code, markdownTable } from "../markdown.ts";
import { sourceLinks } from "./source-link.ts";

/** What keeps a number connected, what ends the connection, and the webhooks that tell of it. */
export function stayingConnectedTable(): string {
  const rules: readonly ConnectionRule[] = Object.values(stayingConnected);
  return markdownTable(
    ["when", "then", "`account_update` event and reason", "source"],
    rules.map((rule) => [rule.cause, rule.consequence, rule.notices.map(nameOf).join(", then "), sourceLinks(rule)]),
  );
}

function nameOf({ event, reason }: DisconnectionNotice): string {
  return reason === undefined ? code(event) : `${code(event)} ${code(reason)}`;
}
