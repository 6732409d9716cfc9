import type { Message } from "whatsapp-coexistence";

/** A file that belongs to a message. */
export interface Asset {
  readonly id: string;
  readonly kind: "image" | "video" | "audio" | "document" | "sticker";
  readonly mime_type?: string | undefined;
  readonly filename?: string | undefined;
}

/** Finds the file of a message, if it has one. */
export function assetOf(message: Message): Asset | undefined {
  switch (message.type) {
    case "image":
      return { kind: "image", ...message.image };
    case "video":
      return { kind: "video", ...message.video };
    case "audio":
      return { kind: "audio", ...message.audio };
    case "document":
      return { kind: "document", ...message.document };
    case "sticker":
      return { kind: "sticker", ...message.sticker };
    default:
      return undefined;
  }
}

/** What a message says in its own words: its text, or the caption of its file. */
export function textOf(message: Message): string | undefined {
  switch (message.type) {
    case "text":
      return message.text.body;
    case "image":
      return message.image.caption;
    case "video":
      return message.video.caption;
    case "document":
      return message.document.caption;
    case "button":
      return message.button.text;
    case "interactive":
      return chosen(message.interactive);
    case "order":
      return message.order.text;
    case "edit": {
      const { text, image, video, document } = message.edit.message;
      return text?.body ?? image?.caption ?? video?.caption ?? document?.caption;
    }
    default:
      return undefined;
  }
}

/** What a message is, where its own words do not say it. */
export function kindOf(message: Message): string | undefined {
  switch (message.type) {
    case "text":
    case "button":
    case "interactive":
    case "edit":
      return undefined;
    case "image":
      return "Picture";
    case "video":
      return "Video";
    case "audio":
      return message.audio.voice ? "Voice message" : "Sound";
    case "document":
      return message.document.filename ?? "File";
    case "sticker":
      return "Sticker";
    case "media_placeholder":
      return "Picture, video or file";
    case "location":
      return list("Place", [message.location.name, message.location.address, positionOf(message.location)]);
    case "contacts":
      return list(
        "Contact",
        message.contacts.map(({ name, phones }) =>
          list(name?.formatted_name ?? "", phones?.map(({ phone }) => phone) ?? []),
        ),
      );
    case "order":
      return list(
        "Order",
        message.order.product_items.map(
          ({ quantity, product_retailer_id }) => `${quantity ?? 1} × ${product_retailer_id ?? "product"}`,
        ),
      );
    case "system":
      return message.system.body ?? "Something about this customer changed.";
    case "unsupported":
    case "unknown":
      return "A message that the API cannot show. It is on the phone.";
    default:
      return `A message of the type ${message.type}`;
  }
}

function chosen({
  button_reply,
  list_reply,
  nfm_reply,
  type,
}: Extract<Message, { type: "interactive" }>["interactive"]) {
  return button_reply?.title ?? list_reply?.title ?? nfm_reply?.body ?? type;
}

function positionOf({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `${latitude}, ${longitude}`;
}

function list(title: string, members: readonly (string | undefined)[]): string {
  return [title, members.filter(Boolean).join(", ")].filter(Boolean).join(": ");
}
