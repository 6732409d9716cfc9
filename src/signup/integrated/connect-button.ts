import { InvalidInputError } from "../../errors/index.ts";
import { requireAddress } from "../address.ts";
import { type Attempt, beginAttempt, type ConnectButtonProblem, type Ending } from "./attempt.ts";
import { type Browser, browser } from "./browser.ts";
import { requireOrigin } from "./handover.ts";
import type { IntegratedOnboardingResult } from "./redirect.ts";

/** How {@link defineConnectButton} defines the element. */
export interface ConnectButtonOptions {
  /** The name of the element. Default: `"whatsapp-connect-button"`. */
  name?: string | undefined;
}

/** What the element has beside what every `HTMLElement` has. */
export interface ConnectButtonElement {
  /**
   * Gets the link when the button is clicked, usually from your server, so that every attempt has a fresh `state` and a
   * fresh signature. It wins over `href`.
   */
  createLink?: (() => string | URL | Promise<string | URL>) | undefined;
  /**
   * The link, where it is the same every time, or an address of yours that redirects to a fresh one. Default: the
   * attribute `href`.
   */
  href?: string | undefined;
  /** The origin of the redirect page. Default: the attribute `redirect-origin`, or else the origin of this page. */
  redirectOrigin?: string | undefined;
  /** Whether the button cannot be clicked. The attribute `disabled`. */
  disabled: boolean;
}

/** The events of the element. They bubble, also out of a shadow tree. */
export interface ConnectButtonEvents {
  /** The sign-up is done. `detail` is what the redirect says, which the server has to check. */
  connect: { readonly detail: IntegratedOnboardingResult };
  /** The window was closed before. */
  cancel: { readonly detail: null };
  /** The sign-up could not begin. */
  error: { readonly detail: ConnectButtonProblem };
}

/**
 * Defines the element `<whatsapp-connect-button>`, which opens the Integrated Onboarding in a window of its own and says
 * how it ended: the events `connect`, `cancel` and `error` of {@link ConnectButtonEvents}.
 *
 * To define it twice does no harm, and on a server it does nothing. Inside is a real button, to be styled as
 * `::part(button)`; what stands in the element is its label. A second click shows the window that is open. An element
 * that is taken out of the page stops listening; its window stays open.
 *
 * The page that 360dialog redirects to calls {@link finishIntegratedOnboarding}. The button takes a result from the
 * window it opened only, and from one origin only. Where a browser or a header (`Cross-Origin-Opener-Policy:
 * same-origin` on either page) cuts the two windows apart, the button says `cancel`, and the redirect page has no opener
 * and gets the result itself: let it send the result to the server too.
 *
 * `cancel` and `error` are also the names of events that browsers make themselves. Where the button stands inside a
 * `<dialog>`, look at `event.target`.
 *
 * A page with the button:
 *
 * ```text
 * <!doctype html>
 * <html lang="en">
 *   <title>Connect WhatsApp</title>
 *   <whatsapp-connect-button>Connect WhatsApp</whatsapp-connect-button>
 *   <p role="status"></p>
 *   <script type="module">
 *     import { defineConnectButton } from "whatsapp-coexistence/signup";
 *
 *     const button = document.querySelector("whatsapp-connect-button");
 *     const say = (text) => { document.querySelector("[role=status]").textContent = text; };
 *     // The server answers with integratedOnboardingLink({ partnerId, state, signature }).
 *     button.createLink = async () => (await fetch("/signup/link", { method: "POST" })).text();
 *     button.addEventListener("connect", async ({ detail }) => {
 *       // The server redeems the state, and asks the Partner API whether the channels belong to the client.
 *       const headers = { "content-type": "application/json" };
 *       await fetch("/signup/result", { method: "POST", headers, body: JSON.stringify(detail) });
 *       say("Connected.");
 *     });
 *     button.addEventListener("cancel", () => say("The window was closed."));
 *     button.addEventListener("error", ({ detail }) => say(`Please try again: ${detail.reason}`));
 *     defineConnectButton();
 *   </script>
 * </html>
 * ```
 *
 * And the redirect page:
 *
 * ```text
 * <!doctype html>
 * <html lang="en">
 *   <title>WhatsApp is connected</title>
 *   <p>You can close this window.</p>
 *   <script type="module">
 *     import { finishIntegratedOnboarding } from "whatsapp-coexistence/signup";
 *     finishIntegratedOnboarding();
 *   </script>
 * </html>
 * ```
 *
 * In TypeScript, with the types of the DOM:
 *
 * ```text
 * const button = document.querySelector("whatsapp-connect-button") as HTMLElement & ConnectButtonElement;
 * button.addEventListener("connect", (event) => {
 *   const { detail } = event as Event & ConnectButtonEvents["connect"];
 *   console.log(detail.channels);
 * });
 * ```
 *
 * @throws {@link InvalidInputError} `name` when it is no name of a custom element.
 * @see https://docs.360dialog.com/partner/partner-hub/integration
 * @example
 * ```ts
 * import { defineConnectButton } from "whatsapp-coexistence/signup";
 *
 * defineConnectButton();
 * defineConnectButton({ name: "connect-whatsapp" });
 * ```
 */
export function defineConnectButton(options: ConnectButtonOptions = {}): void {
  const { name = "whatsapp-connect-button" } = options;
  if (!/^[a-z][a-z\d._]*-[a-z\d._-]*$/.test(name)) {
    throw new InvalidInputError("name", "is no name of a custom element: lower case, with a hyphen.");
  }
  // A function of its own: the class can only be made where there is an HTMLElement.
  if (browser.customElements?.get(name) === undefined) {
    browser.customElements?.define(name, createElementClass(browser as Browser));
  }
}

function createElementClass({ HTMLElement, CustomEvent, location }: Browser): unknown {
  return class extends HTMLElement implements ConnectButtonElement {
    static readonly observedAttributes = ["disabled"];
    // Without an initial value, which would wipe out what a page sets before the element is defined.
    declare createLink?: ConnectButtonElement["createLink"];
    declare href?: string | undefined;
    declare redirectOrigin?: string | undefined;
    readonly #button = this.ownerDocument.createElement("button");
    #attempt: Attempt | undefined;

    constructor() {
      super();
      const label = this.ownerDocument.createElement("slot");
      label.textContent = "Connect WhatsApp";
      this.#button.type = "button";
      this.#button.setAttribute("part", "button");
      this.#button.append(label);
      this.#button.addEventListener("click", () => this.#begin());
      this.attachShadow({ mode: "open", delegatesFocus: true }).append(this.#button);
    }

    override get disabled(): boolean {
      return this.hasAttribute("disabled");
    }
    override set disabled(value: boolean) {
      this.toggleAttribute("disabled", value);
    }

    override click(): void {
      this.#button.click();
    }

    connectedCallback(): void {
      // Likewise: what was set too early hides the accessor, until it is set again.
      const early = Object.getOwnPropertyDescriptor(this, "disabled");
      if (early === undefined) return;
      Reflect.deleteProperty(this, "disabled");
      this.disabled = early.value;
    }

    disconnectedCallback(): void {
      this.#attempt?.end();
      this.#attempt = undefined;
    }

    attributeChangedCallback(): void {
      this.#button.disabled = this.disabled;
    }

    #begin(): void {
      // A click on what stands in the element comes through the slot, past a button that is disabled.
      if (this.disabled) return;
      if (this.#attempt?.popup.closed === false) return this.#attempt.popup.focus();
      this.#attempt?.end("cancel", null);
      const configured = this.redirectOrigin ?? this.getAttribute("redirect-origin");
      const origin = configured ? requireOrigin("redirectOrigin", configured) : location.origin;
      this.#attempt = beginAttempt(
        () => this.#link(),
        origin,
        (...ending) => this.#end(...ending),
      );
    }

    async #link(): Promise<string> {
      const link = this.createLink ? await this.createLink() : (this.href ?? this.getAttribute("href"));
      return requireAddress("link", link, this.ownerDocument.baseURI).href;
    }

    #end(...[type, detail]: Ending): void {
      this.#attempt = undefined;
      this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
    }
  };
}
