import { InvalidInputError } from "../../errors/index.ts";
import { Dialog360ClientAccount } from "../../schemas/dialog360-api.ts";
import type { CallOptions } from "../transport/call.ts";
import { collect, type Dialog360ListQuery, find } from "./pages.ts";
import type { Dialog360PartnerApi } from "./partner-api.ts";

const clients = { path: "/clients", name: "clients", item: Dialog360ClientAccount };

/** The accounts of the partner's customers, see {@link Dialog360PartnerClient.clients}. */
export class Dialog360Clients {
  readonly #api: Dialog360PartnerApi;

  /** @internal */
  constructor(api: Dialog360PartnerApi) {
    this.#api = api;
  }

  /**
   * Lists all clients, of all pages.
   *
   * @see https://docs.360dialog.com/partner/partner-api/api-reference
   */
  async list(query?: Dialog360ListQuery, options?: CallOptions): Promise<Dialog360ClientAccount[]> {
    return collect(this.#api, clients, query, options);
  }

  /**
   * Finds a client by the e-mail address of its contact, in whatever case. The hub has no such filter that integrators
   * rely on, so all pages are looked through.
   *
   * @returns nothing when there is none.
   */
  async findByEmail(email: string, options?: CallOptions): Promise<Dialog360ClientAccount | undefined> {
    const wanted = requireEmail("email", email).toLowerCase();
    const isWanted = ({ contact_info }: Dialog360ClientAccount): boolean =>
      contact_info?.email?.trim().toLowerCase() === wanted;
    return find(this.#api, clients, isWanted, {}, options);
  }
}

/** Hands back an e-mail address, as far as one can tell without sending one. */
export function requireEmail(field: string, value: unknown): string {
  const email = typeof value === "string" ? value.trim() : "";
  if (/^[^\s@]+@[^\s@]+$/.test(email)) return email;
  throw new InvalidInputError(field, "is no e-mail address.");
}
