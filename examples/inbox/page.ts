import { html } from "hono/html";
import { chatsRegion, numbersRegion } from "./lists-view.ts";
import type { Regions } from "./live.ts";
import { type FindMedia, messagesRegion } from "./messages-view.ts";
import type { NumberView, View } from "./view.ts";
import { describeHistory, type Html, nameOf, time } from "./words.ts";

/** Renders the parts of a page that change, by the names that stand in `data-region`. */
export function renderRegions(view: View, findMedia: FindMedia): Regions {
  return {
    banner: String(banner(view)),
    numbers: String(numbersRegion(view)),
    chats: String(chatsRegion(view)),
    messages: String(messagesRegion(view, findMedia)),
    announcements: String(announcements(view)),
  };
}

/** Renders the whole page. */
export function renderPage(view: View, findMedia: FindMedia): Html {
  const { number, chat, numbers } = view;
  const subject = [chat && nameOf(chat), number?.name].filter((name) => name !== undefined);
  const shows = chat !== undefined || numbers.length === 0 ? "messages" : number === undefined ? "numbers" : "chats";
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${[...subject, "Inbox"].join(" · ")}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/page.css" />
    <script type="module" src="/live.js"></script>
  </head>
  <body>
    <a class="skip" href="#messages">Skip to the messages</a>
    <header class="top">
      <h1><a href="/">Inbox</a></h1>
      <p class="live" id="live">Reload the page to see what is new.</p>
    </header>
    <div data-region="banner">${banner(view)}</div>
    <div class="panes" data-shows="${shows}">
      <nav class="pane numbers" aria-labelledby="numbers-title">
        <h2 id="numbers-title">Numbers</h2>
        <div data-region="numbers">${numbersRegion(view)}</div>
      </nav>
      <nav class="pane chats" aria-labelledby="chats-title">
        <a class="back" href="/">All numbers</a>
        <h2 id="chats-title">Chats${number && html`<span class="unseen"> of ${number.name}</span>`}</h2>
        <div data-region="chats">${chatsRegion(view)}</div>
      </nav>
      <main class="pane" id="messages" tabindex="0" aria-label="Messages${chat && ` with ${nameOf(chat)}`}">
        <div id="content" data-region="messages">${messagesRegion(view, findMedia)}</div>
      </main>
    </div>
    <div class="unseen" aria-live="polite" data-region="announcements">${announcements(view)}</div>
  </body>
</html>`;
}

/** What happened to the connection of the number. */
function banner({ number }: View): Html | "" {
  if (number?.accountChange === undefined) return "";
  const { change, at, explanation } = number.accountChange;
  const titles = { disconnected: "disconnected", paused: "paused", reconnected: "connected again" };
  return html`<section class="banner ${change}" data-key="banner" aria-labelledby="banner-title">
    <h2 id="banner-title">${number.name} is ${titles[change]}.</h2>
    <p>${explanation} ${time(at, "full")}</p>
  </section>`;
}

/** What is said to those who listen: not every percent, and not every message. */
function announcements({ numbers }: View): Html {
  return html`${numbers.map((number) => html`<p data-key="${number.id}">${announce(number)}</p>`)}`;
}

function announce({ name, history, accountChange }: NumberView): string {
  const quarter = 25 * Math.floor((history?.progress ?? 0) / 25);
  const progress = history && describeHistory({ ...history, progress: quarter });
  return `${[name, progress, accountChange?.change].filter((word) => word !== undefined).join(", ")}.`;
}
