import { html } from "hono/html";
import { addressOf } from "./addresses.ts";
import { previewOf, read } from "./reading.ts";
import type { ChatView, NumberView, View } from "./view.ts";
import { count, counted, describeHistory, digitsOf, type Html, initialsOf, nameOf, time } from "./words.ts";

const tones = 6;

/** A circle with initials. The same number or customer always has the same colour. */
export function avatar(id: string | number, name: string): Html {
  const tone = [...String(id)].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % tones;
  return html`<span class="avatar tone-${tone}" aria-hidden="true">${initialsOf(name)}</span>`;
}

/** All numbers, with how far their history is. */
export function numbersRegion({ numbers, number: selected, chat }: View): Html {
  if (numbers.length === 0) return html`<p class="empty" data-key="empty">None yet.</p>`;
  return html`<ul class="list" role="list" data-key="list" data-list>${numbers.map((number) => {
    const current = number.id === selected?.id && html`aria-current="${chat === undefined ? "page" : "true"}"`;
    return html`<li class="number" data-key="${number.id}">
      ${avatar(number.id, number.name)}
      <div class="grow">
        <p class="line"><a class="title" href="${addressOf({ number: number.id })}" ${current}>${number.name}</a></p>
        ${number.name !== digitsOf(number) && html`<p class="detail">${digitsOf(number)}</p>`}
        ${connectionBadge(number)}
        ${progress(number)}
        <p class="detail sums">
          <span>${counted(number.messages, "message")},</span>
          <span>${counted(number.chats, "chat")},</span>
          <span>${counted(number.contacts, "contact")}</span>
        </p>
      </div>
    </li>`;
  })}</ul>`;
}

/** Says that nothing can be sent. */
export function connectionBadge({ accountChange }: NumberView): Html | undefined {
  if (accountChange === undefined || accountChange.change === "reconnected") return undefined;
  return html`<p class="badge ${accountChange.change}">${accountChange.change === "paused" ? "Paused" : "Disconnected"}</p>`;
}

function progress({ history, name }: NumberView): Html | undefined {
  if (history === undefined || history.status === "not_requested") return undefined;
  const { status } = history;
  const value = status === "requested" || status === "declined" ? undefined : html`value="${history.progress ?? 0}"`;
  return html`${status !== "declined" && html`<progress class="${status}" max="100" ${value} aria-label="History of ${name}"></progress>`}
    <p class="detail">${describeHistory(history)}</p>`;
}

/** The chats of the number that was chosen, the newest first. */
export function chatsRegion({ numbers, number, chats, chat: selected, selection }: View): Html {
  if (number === undefined || chats === undefined) {
    return html`<p class="empty" data-key="empty">${numbers.length === 0 ? "None yet." : "Choose a number to see its chats."}</p>`;
  }
  if (chats.items.length === 0 && !chats.hasNewer)
    return html`<p class="empty" data-key="empty">${nothingYet(number)}</p>`;
  const { chatsBefore } = selection;
  const last = chats.items.at(-1);
  const older = last && addressOf({ number: number.id, chatsBefore: { at: last.newest_at, id: String(last.id) } });
  return html`
    ${chats.hasNewer && html`<p class="more" data-key="newer"><a href="${addressOf({ number: number.id })}">Newest chats</a></p>`}
    <ul class="list" role="list" data-key="list" data-list>${chats.items.map((chat) => {
      const address = addressOf({ number: number.id, chat: chat.id, chatsBefore });
      return chatItem(chat, address, chat.id === selected?.id);
    })}</ul>
    ${chats.hasOlder && html`<p class="more" data-key="older"><a href="${older}">Older chats</a></p>`}`;
}

function chatItem(chat: ChatView, address: string, isSelected: boolean): Html {
  const name = nameOf(chat);
  const { newest } = chat;
  const isOurs = newest !== undefined && ["phone", "api"].includes(read(newest).sender ?? "");
  return html`<li class="chat" data-key="${chat.id}">
    ${avatar(chat.id, name)}
    <div class="grow">
      <p class="line">
        <a class="title" dir="auto" href="${address}" ${isSelected && html`aria-current="page"`}>${name}</a>
        <span class="detail">${time(chat.newest_at, "brief")}</span>
      </p>
      <p class="line">
        <span class="preview" dir="auto">${isOurs ? "You: " : ""}${newest && previewOf(newest)}</span>
        <span class="amount" title="${counted(chat.messages, "message")}">${count(chat.messages)}<span class="unseen"> messages</span></span>
      </p>
    </div>
  </li>`;
}

function nothingYet({ history }: NumberView): string {
  switch (history?.status) {
    case "declined":
      return "The business keeps its history to itself. New messages appear here as they come.";
    case "stalled":
      return `${describeHistory(history)}. New messages appear here as they come.`;
    default:
      return "Chats appear here as the history arrives. Leave the WhatsApp Business app open on the phone meanwhile.";
  }
}
