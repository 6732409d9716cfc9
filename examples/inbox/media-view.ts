import { html } from "hono/html";
import type { Asset } from "./content.ts";
import { type Icon, icon } from "./icons.ts";
import type { MediaFacts } from "./queries.ts";
import { isShownInline } from "./serve-media.ts";
import type { Html } from "./words.ts";

/** What is shown of a message that has a file, and of a file that is not there. */
export interface FileView {
  readonly asset: Asset;
  /** What it is, in words. */
  readonly kind: string;
  readonly caption: string | undefined;
  readonly facts: MediaFacts;
}

const icons: Readonly<Record<Asset["kind"], Icon>> = {
  image: "picture",
  sticker: "picture",
  video: "video",
  audio: "audio",
  document: "file",
};

/** A picture, a player or a link, once the file is there. */
export function fileView({ asset, kind, caption, facts }: FileView): Html {
  if (facts.state !== "here") {
    return placeholder(
      icons[asset.kind],
      kind,
      facts.state === "failed" ? "It could not be fetched." : "Not fetched yet.",
    );
  }
  const address = `/media/${encodeURIComponent(asset.id)}`;
  // Without a type that is safe to show, whatever it says it is can be downloaded.
  switch (isShownInline(facts.type) ? asset.kind : "document") {
    case "image":
    case "sticker":
      return html`<a class="picture ${asset.kind}" href="${address}"><img src="${address}" alt="${caption ?? kind}" loading="lazy" /></a>`;
    case "video":
      return html`<video src="${address}" aria-label="${caption ?? kind}" controls preload="metadata"></video>`;
    case "audio":
      return html`<audio src="${address}" aria-label="${kind}" controls preload="none"></audio>`;
    default:
      return html`<p class="file">${icon(icons[asset.kind])} <a href="${address}" dir="auto">${kind}</a></p>`;
  }
}

/** Stands where a file is missing. */
export function placeholder(name: Icon, kind: string, state: string): Html {
  return html`<div class="placeholder">${icon(name)}<p>${kind}</p><p class="detail">${state}</p></div>`;
}
