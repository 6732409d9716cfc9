import { html } from "hono/html";
import { addressOf } from "./addresses.ts";
import { icon } from "./icons.ts";
import { avatar, connectionBadge } from "./lists-view.ts";
import { fileView, placeholder } from "./media-view.ts";
import type { MediaFacts, Place, Range, StoredMessage } from "./queries.ts";
import { type Reading, read } from "./reading.ts";
import type { View } from "./view.ts";
import { counted, type Html, nameOf, time } from "./words.ts";

/** What is known of a file. */
export type FindMedia = (id: string) => MediaFacts;

/** One page of a chat, the oldest message first. */
export function messagesRegion({ number, numbers, chat, messages, selection }: View, findMedia: FindMedia): Html {
  if (numbers.length === 0) return welcome();
  if (number === undefined) return invitation("Choose a number", "Its chats are listed with the newest first.");
  if (chat === undefined || messages === undefined) {
    return invitation("Choose a chat", "Its messages stand here, those from the phone and those from the API.");
  }
  const name = nameOf(chat);
  const [first, last] = [messages.items[0], messages.items.at(-1)];
  const { chatsBefore } = selection;
  const here = { number: number.id, chat: chat.id, chatsBefore };
  const link = (words: string, range: Range) => html`<a href="${addressOf({ ...here, ...range })}">${words}</a> `;
  return html`
    <header class="who" data-key="who">
      <a class="back" href="${addressOf({ number: number.id, chatsBefore })}" aria-label="All chats"></a>
      ${avatar(chat.id, name)}
      <div class="grow">
        <h2 class="title" dir="auto">${name}</h2>
        <p class="detail">${chat.wa_id && name !== `+${chat.wa_id}` && `+${chat.wa_id}, `}${counted(chat.messages, "message")}</p>
        ${connectionBadge(number)}
      </div>
    </header>
    ${messages.hasOlder && first && html`<p class="more" data-key="older">${link("Earlier messages", { before: placeOf(first) })}</p>`}
    <ol class="messages" role="list" data-key="list" data-list>${messages.items.map((stored) => messageItem(stored, name, findMedia))}</ol>
    ${
      messages.hasNewer &&
      html`<p class="more" data-key="newer">
        ${last && link("Later messages", { after: placeOf(last) })}${link("Newest messages", {})}
      </p>`
    }
    <div id="newest" data-key="end"></div>`;
}

const placeOf = ({ sentAt, id }: StoredMessage): Place => ({ at: sentAt, id });

function messageItem(stored: StoredMessage, name: string, findMedia: FindMedia): Html {
  const message = read(stored);
  const { sender = "nobody", isRevoked, isNotice, status, reactions } = message;
  return html`<li class="message ${isNotice ? "notice" : sender}" data-key="${stored.id}">
    <div class="bubble">
      ${sender !== "nobody" && !isNotice && html`<p class="unseen">${sender === "customer" ? name : "You"}:</p>`}
      ${isRevoked ? html`<p class="deleted">This message was deleted.</p>` : content(message, findMedia)}
    </div>
    ${reactions.length > 0 && html`<p class="reactions"><span class="unseen">Reactions: </span>${reactions.join(" ")}</p>`}
    <div class="meta">
      ${origin(sender)} ${time(stored.sentAt, "clock")} ${status && html`<span>${status}</span>`} ${edited(message)}
    </div>
  </li>`;
}

function content({ text, kind, asset, isPlaceholder }: Reading, findMedia: FindMedia): (Html | false | undefined)[] {
  const caption = text !== undefined && html`<p class="text" dir="auto">${text}</p>`;
  if (asset) return [fileView({ asset, kind: kind ?? "File", caption: text, facts: findMedia(asset.id) }), caption];
  if (isPlaceholder) return [placeholder("picture", kind ?? "File", "It has not arrived."), caption];
  return [kind !== undefined && html`<p class="kind" dir="auto">${kind}</p>`, caption];
}

function origin(sender: string): Html | undefined {
  if (sender === "phone") return html`<span class="origin">${icon("phone")} Phone</span>`;
  if (sender === "api") return html`<span class="origin">${icon("api")} API</span>`;
  return undefined;
}

function edited({ isEdited, isRevoked, textBefore }: Reading): Html | undefined {
  if (!isEdited || isRevoked) return undefined;
  if (textBefore === undefined) return html`<span>Edited</span>`;
  return html`<details><summary>Edited</summary><p dir="auto"><span class="unseen">Before: </span>${textBefore}</p></details>`;
}

function invitation(title: string, text: string): Html {
  return html`<div class="invitation" data-key="invitation"><h2>${title}</h2><p>${text}</p></div>`;
}

function welcome(): Html {
  return html`<div class="invitation" data-key="welcome">
    <h2>Nothing has arrived yet</h2>
    <p>As soon as a number is connected, its chats fill up here by themselves.</p>
    <ol class="steps">
      <li>Let <code>/webhook</code> of this address be reached from outside by https, and enter <code>https://your-host/webhook</code> as the callback URL. The page stays with you.</li>
      <li>Subscribe your app to <code>history</code>, <code>smb_app_state_sync</code>, <code>smb_message_echoes</code>, <code>messages</code> and <code>account_update</code>.</li>
      <li>Let a business sign up. Its history can be asked for once, within 24 hours.</li>
    </ol>
  </div>`;
}
