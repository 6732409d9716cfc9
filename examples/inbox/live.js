// Keeps the page up to date, and writes times as the reader does. Without it the page shows what was there when it loaded.

/** What each element was before its times were written anew, to tell whether the server sends another. */
const sources = new WeakMap();
const regions = [...document.querySelectorAll("[data-region]")];

for (const child of regions.flatMap((region) => [...region.children])) remember(child);
localise();
stayAtEnd();
follow();

function follow() {
  const events = new EventSource(location.href);
  const state = document.getElementById("live");
  const say = (text, name) => {
    state.textContent = text;
    state.dataset.state = name;
  };
  say("Connecting", "off");
  events.addEventListener("open", () => say("Live", "on"));
  events.addEventListener("error", () => say("Connecting", "off"));
  for (const region of regions) {
    events.addEventListener(region.dataset.region, ({ data }) => show(region, data));
  }
}

/** Shows what the server sends of a region. What did not change stays as it is, with its place and its focus. */
function show(region, markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  reconcile(region, template.content);
  localise();
  if (focused !== null) focusAgain(region, focused);
}

/** Whoever looks at the newest message goes on to see it, when more arrive and when pictures take their place. */
function stayAtEnd() {
  const content = document.getElementById("content");
  const end = () => document.getElementById("newest");
  let isAtEnd = location.hash === "#newest";
  let height = content.scrollHeight;
  const look = () => {
    // What grew has moved the end away, and not the reader.
    if (content.scrollHeight === height)
      isAtEnd = end() !== null && end().getBoundingClientRect().top < innerHeight + 40;
  };
  addEventListener("scroll", look, { capture: true, passive: true });
  new ResizeObserver(() => {
    height = content.scrollHeight;
    if (isAtEnd) end()?.scrollIntoView({ block: "end" });
  }).observe(content);
}

/** Makes the children of an element those that the server sends, by their keys. */
function reconcile(parent, next) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const children = [...next.children].map((fresh) => update(known.get(fresh.dataset.key), fresh));
  const stay = new Set(children);
  for (const child of known.values()) if (!stay.has(child)) child.remove();
  for (const [place, child] of children.entries()) {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  }
}

/** Hands back the element that stays: the old one, where nothing in it changed. */
function update(old, fresh) {
  if (old !== undefined && "list" in old.dataset && "list" in fresh.dataset) {
    reconcile(old, fresh);
    return old;
  }
  if (old !== undefined && sources.get(old) === fresh.outerHTML) return old;
  remember(fresh);
  if (old?.querySelector("details")?.open) fresh.querySelector("details")?.setAttribute("open", "");
  return fresh;
}

function remember(element) {
  if ("list" in element.dataset) for (const child of element.children) remember(child);
  else sources.set(element, element.outerHTML);
}

/** An element that was moved or replaced has lost the focus. */
function focusAgain(region, focused) {
  const { key } = focused.closest("[data-key]").dataset;
  const place = [...region.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key);
  const again = focused.isConnected ? focused : place?.querySelector(focused.localName);
  if (again !== document.activeElement) again?.focus({ preventScroll: true });
}

/** Writes times in the language and the time zone of the reader, and a line before the first message of each day. */
function localise() {
  const now = new Date();
  for (const element of document.querySelectorAll("time[data-as]:not([title])")) {
    const date = new Date(element.dateTime);
    element.title = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" }).format(date);
    element.textContent = new Intl.DateTimeFormat(undefined, formatOf(element.dataset.as, date, now)).format(date);
  }
  for (const old of document.querySelectorAll(".day")) old.remove();
  let shown = "";
  for (const message of document.querySelectorAll(".message")) {
    const date = new Date(message.querySelector("time")?.dateTime ?? Number.NaN);
    if (Number.isNaN(date.getTime()) || date.toDateString() === shown) continue;
    shown = date.toDateString();
    const day = document.createElement("li");
    day.className = "day";
    day.dataset.key = `day ${shown}`;
    day.textContent = new Intl.DateTimeFormat(undefined, { dateStyle: "full" }).format(date);
    message.before(day);
  }
}

function formatOf(as, date, now) {
  if (as === "full") return { dateStyle: "medium", timeStyle: "short" };
  if (as === "clock" || date.toDateString() === now.toDateString()) return { timeStyle: "short" };
  if (date.getFullYear() === now.getFullYear()) return { day: "numeric", month: "short" };
  return { dateStyle: "short" };
}
