import type { Change } from "../../payloads/change.ts";
import type { Clock } from "../../traffic/clock.ts";
import type { Business, SyncType } from "./business.ts";

/** Everything the emulator knows: what Meta, 360dialog and the phones know between them. */
export interface World {
  readonly clock: Clock;
  readonly app: EmulatedApp;
  readonly partner: EmulatedPartner;
  /** The businesses that signed up, by the ids of their numbers. */
  readonly businesses: Map<string, Business>;
  /** Where origins of the public internet lead to on this machine, as a tunnel does. See `reach`. */
  readonly tunnels: ReadonlyMap<string, string>;
  /** Whether webhooks may go beyond this machine. See `isWithin`. */
  readonly allowRemote: boolean;
  /** When everything ends. */
  readonly end: AbortSignal;
  /** Is told when a synchronization was asked for and granted, and plays it. */
  onSync(business: Business, kind: SyncType): void;
  /** Is told when a message was sent through the API, and reports what becomes of it. */
  onMessage(business: Business, message: SentMessage): void;
  /** Is told when a provider has news of its own, such as the events of 360dialog's channels, and sends them. */
  onNews(business: Business, change: Change): void;
}

/** A message that was sent through the API. */
export interface SentMessage {
  readonly id: string;
  /** Whom it is for, in digits. */
  readonly waId: string;
}

/** An app at Meta, as its owner set it up in the App Dashboard. */
export interface EmulatedApp {
  readonly id: string;
  readonly secret: string;
  /** The business that owns it, with whom others share their accounts. */
  readonly businessId: string;
  /** The token of a system user of that business: it opens every account that is shared. */
  readonly systemUserToken: string;
  /** The fields it gets webhooks for. */
  fields: readonly string[];
  /** Where its webhooks go. Undefined until somebody says so. */
  callbackUrl: string | undefined;
  verifyToken: string | undefined;
}

/** A partner of 360dialog's. */
export interface EmulatedPartner {
  readonly id: string;
  /** For the hub. */
  readonly apiKey: string;
  /** What its webhooks are signed with. */
  readonly platformSecret: string;
  /** Who can ask for a bearer token, and the token they get. */
  readonly login: { readonly username: string; readonly password: string; readonly token: string };
  /** Where its events go, and the history and contacts of its numbers. */
  webhookUrl: string | null;
  /** Where a business is sent after its sign-up. */
  redirectUrl: string | null;
  readonly clients: Dialog360ClientRecord[];
}

/** A client of a partner's, as the hub prints it. */
export interface Dialog360ClientRecord {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly contact_info: { readonly email: string; readonly full_name?: string };
}
