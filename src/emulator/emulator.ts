import { CoexistenceError, InvalidInputError } from "../errors/index.ts";
import type { Change } from "../payloads/change.ts";
import { Courier } from "../traffic/courier/courier.ts";
import type { Delivery } from "../traffic/courier/delivery.ts";
import { readScenario, readSteps } from "../traffic/scenario/read-scenario.ts";
import type { Scenario, ScenarioStep } from "../traffic/scenario/scenario.ts";
import { answerCall } from "./answer.ts";
import { challenge } from "./meta/verify-callback.ts";
import type { EmulatedRequest, EmulatorOptions } from "./options.ts";
import { answerPages } from "./pages/answer-pages.ts";
import { Phones } from "./phone/phones.ts";
import { route } from "./route.ts";
import { answerControl } from "./server/control.ts";
import { Server } from "./server/server.ts";
import { readSettings } from "./settings.ts";
import { type Dialog360SignUp, type MetaSignUp, type SignUp, type SignUpOptions, signUp } from "./sign-up.ts";
import { tell } from "./tell.ts";
import type { Business, SyncType } from "./world/business.ts";
import { createWorld } from "./world/create-world.ts";
import { describeBusiness, type EmulatedBusiness } from "./world/describe-business.ts";
import type { SentMessage, World } from "./world/world.ts";

const closed = "The emulator was closed.";

/**
 * Plays Meta, 360dialog, and the businesses with their phones, on this machine: for tests of your own application, and for
 * trying it without an account.
 *
 * It answers the calls of an onboarding, as strictly as the real ones: a code works once and for 30 seconds, a
 * synchronization can be asked for once and within 24 hours, and what nobody is subscribed to is lost. What was asked for
 * is sent: the address book, the history with the files behind its placeholders, then messages, echoes, statuses,
 * corrections, and a disconnection, as a {@link Scenario} says.
 *
 * @example
 * ```ts
 * import { once } from "node:events";
 * import { createServer } from "node:http";
 * import type { AddressInfo } from "node:net";
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { MetaClient, onboard } from "whatsapp-coexistence/client";
 * import { nodeMount } from "whatsapp-coexistence/node";
 * import { Emulator, emulatorDefaults } from "whatsapp-coexistence/testing";
 *
 * const { appId, appSecret, verifyToken } = emulatorDefaults;
 * const coexistence = createCoexistence({ appSecret, verifyToken }); // your application
 * let messages = 0;
 * coexistence.onHistory(({ threads }) => {
 *   for (const thread of threads) messages += thread.messages.length;
 * });
 * const server = createServer(nodeMount(coexistence)).listen(0);
 * await once(server, "listening");
 * const { port } = server.address() as AddressInfo;
 *
 * const callbackUrl = `http://127.0.0.1:${port}/webhook`;
 * const emulator = new Emulator({ callbackUrl, scenario: { history: 500 } });
 * const meta = new MetaClient({ appId, appSecret, fetch: emulator.fetch });
 * const { code, wabaId } = emulator.signUp();
 * await onboard({ meta, code, wabaId, save: () => true });
 * await emulator.settled();
 * console.log(messages); // 500
 *
 * await emulator.close();
 * server.close();
 * ```
 */
export class Emulator {
  readonly #world: World;
  readonly #courier: Courier;
  readonly #phones: Phones;
  readonly #scenario: Scenario;
  readonly #requests: EmulatedRequest[] = [];
  readonly #onRequest: EmulatorOptions["onRequest"];
  readonly #end = new AbortController();
  readonly #server = new Server();
  #closing: Promise<void> | undefined;

  /** @throws `CoexistenceError` with code `invalid_option`, naming the option. */
  constructor(options: EmulatorOptions = {}) {
    const { onDelivery, onRequest } = options;
    const { chaos, pace, ...sending } = readSettings(options);
    this.#onRequest = onRequest;
    this.#scenario = readScenario(options.scenario ?? {});
    const listeners = {
      onSync: (business: Business, kind: SyncType) => this.#phones.synchronise(business, kind),
      onMessage: (business: Business, message: SentMessage) => this.#phones.receive(business, message),
      onNews: (business: Business, change: Change) => this.#phones.tell(business, change),
    };
    this.#world = createWorld(options, listeners, this.#end.signal);
    const onChange = (delivery: Delivery): void => tell(onDelivery, delivery);
    this.#courier = new Courier({ clock: this.#world.clock, ...sending, onChange });
    this.#phones = new Phones(this.#world, {
      ...{ courier: this.#courier, chaos, pace },
      route: (business, change) => route(this.#world, business, change),
    });
  }

  /**
   * Listens on this machine, for applications that cannot be given {@link Emulator.fetch}. Give the address to your
   * application in place of `https://graph.facebook.com`, `https://hub.360dialog.io` and `https://waba-v2.360dialog.io`.
   *
   * @param options - `port`: default any that is free; `host`: default `127.0.0.1`.
   * @returns the address.
   * @throws `CoexistenceError` with code `invalid_input` where it listens already, or was closed.
   * @example
   * ```ts
   * import { MetaClient } from "whatsapp-coexistence/client";
   * import { Emulator, emulatorDefaults } from "whatsapp-coexistence/testing";
   *
   * const emulator = new Emulator();
   * const { appId, appSecret } = emulatorDefaults;
   * const meta = new MetaClient({ appId, appSecret, baseUrl: await emulator.listen() });
   * const { access_token } = await meta.exchangeCode(emulator.signUp().code);
   * console.log((await meta.debugToken(access_token)).is_valid); // true
   * await emulator.close();
   * ```
   */
  async listen(options: { readonly port?: number; readonly host?: string } = {}): Promise<string> {
    this.#requireOpen();
    return this.#server.listen(this.fetch, options);
  }

  /** Where it listens. Undefined before {@link Emulator.listen}, and once it was closed. */
  get url(): string | undefined {
    return this.#server.url;
  }

  /**
   * Answers a request, whatever its host: for Meta's Graph API, 360dialog's hub and messaging API, the files of messages,
   * the pages of the sign-up, and what steers the emulator. Pass it to a client as its `fetch`. After `close` it is 503.
   */
  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    if (this.#end.signal.aborted) return Response.json({ error: { message: closed } }, { status: 503 });
    const ours = (await answerControl(this, request)) ?? (await answerPages(this, this.#world, request));
    if (ours !== undefined) return ours;
    const [answer, record] = await answerCall(this.#world, request);
    this.#requests.push(record);
    tell(this.#onRequest, record);
    return answer;
  };

  /**
   * Lets a business sign up, as it would in the window of Embedded Signup or Integrated Onboarding. The 24 hours begin.
   *
   * @throws `InvalidInputError` naming the option; `CoexistenceError` with code `invalid_input` once the emulator was closed.
   * @example
   * ```ts
   * import { Emulator } from "whatsapp-coexistence/testing";
   *
   * const emulator = new Emulator();
   * const { wabaId, phoneNumberId } = emulator.signUp({ name: "Corner Bakery", scenario: { history: "declined" } });
   * console.log(wabaId, phoneNumberId); // "100000000000001" "200000000000002"
   * ```
   */
  signUp(options?: SignUpOptions & { readonly provider?: "meta" | undefined; readonly number?: undefined }): MetaSignUp;
  signUp(options: SignUpOptions & { readonly provider: "meta" }): MetaSignUp;
  signUp(options: SignUpOptions & { readonly provider: "360dialog" }): Dialog360SignUp;
  signUp(options?: SignUpOptions): SignUp;
  signUp(options: SignUpOptions = {}): SignUp {
    this.#requireOpen();
    return signUp(this.#world, options, this.#scenario);
  }

  /**
   * Something happens on the phone of a business, now: whatever else is happening there goes on beside it. For one after the
   * other, await the first.
   *
   * @returns when it was reported; {@link Emulator.settled} waits for the answers. Of a number that is disconnected or
   * offboarded nothing is reported; its phone remembers it, for the history of a later sign-up.
   * @throws `InvalidInputError` for a number that did not sign up, and for what is no step; `CoexistenceError` with code
   * `invalid_input` once the emulator was closed.
   * @example
   * ```ts
   * import { Emulator } from "whatsapp-coexistence/testing";
   *
   * const emulator = new Emulator({ callbackUrl: "http://127.0.0.1:3000/webhook" });
   * const { phoneNumberId } = emulator.signUp();
   * await emulator.play(phoneNumberId, [{ do: "echo" }, { do: "disconnect", reason: "CHANGE_NUMBER" }]);
   * await emulator.settled();
   * console.log(emulator.deliveries.map(({ about, state }) => `${about}: ${state}`)); // ["echo: dropped", "account: dropped"]
   * await emulator.close();
   * ```
   */
  async play(phoneNumberId: string, steps: readonly ScenarioStep[]): Promise<void> {
    this.#requireOpen();
    const business = this.#world.businesses.get(phoneNumberId);
    if (business === undefined) throw new InvalidInputError("phoneNumberId", "is that of no business that signed up.");
    await this.#phones.play(business, readSteps(steps));
  }

  /**
   * Sends the verification request to the app's callback, as the App Dashboard does when it is saved there. One that a call
   * sets is verified by that call.
   *
   * @returns what is wrong with the answer. Nothing where it is right.
   * @example
   * ```ts
   * import { Emulator } from "whatsapp-coexistence/testing";
   *
   * const emulator = new Emulator({ callbackUrl: "http://127.0.0.1:9/webhook" }); // nobody is there
   * console.log(await emulator.verifyCallback()); // "The address could not be reached"
   * ```
   */
  async verifyCallback(): Promise<string | undefined> {
    const { callbackUrl: url, verifyToken = "" } = this.#world.app;
    return url === undefined ? "There is no callback" : challenge(this.#world, { url, verifyToken });
  }

  /** The businesses that signed up. */
  get businesses(): readonly EmulatedBusiness[] {
    return [...this.#world.businesses.values()].map(describeBusiness);
  }

  /** Every webhook so far, in the order in which they were sent, and what became of them. */
  get deliveries(): readonly Delivery[] {
    return this.#courier.deliveries;
  }

  /** Every call of the APIs so far. */
  get requests(): readonly EmulatedRequest[] {
    return this.#requests;
  }

  /** Ends when no scenario is running, and every webhook was answered 200 or dropped. */
  async settled(): Promise<void> {
    do {
      await this.#phones.quiet();
      await this.#courier.settled();
    } while (this.#phones.areBusy);
  }

  /** Ends everything, for good: webhooks that were not delivered yet are not sent again, and nothing is accepted any more. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#end.abort();
    this.#phones.close();
    await this.#courier.close();
    await this.#phones.quiet();
    await this.#server.close();
  }

  #requireOpen(): void {
    if (this.#end.signal.aborted) throw new CoexistenceError("invalid_input", closed);
  }
}
