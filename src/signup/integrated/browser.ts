// What the connect button needs of a browser. The package is compiled without the types of the DOM, so that nothing
// else of it leans on a browser by accident.

/** A window that was opened, or that opened this one. */
export interface OtherWindow {
  readonly closed: boolean;
  readonly location: { replace(url: string): void };
  focus(): void;
  close(): void;
  postMessage(message: unknown, targetOrigin: string): void;
}

/** A message event, as far as it is looked at. */
export interface WindowMessage {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
}

/** The window of the page. */
export interface PageWindow {
  readonly location: { readonly origin: string; readonly href: string };
  readonly opener: OtherWindow | null;
  open(url: string, target: string, features: string): OtherWindow | null;
  close(): void;
  addEventListener(type: "message", listener: (event: WindowMessage) => void): void;
  removeEventListener(type: "message", listener: (event: WindowMessage) => void): void;
}

/** An element, as far as the button is made of them. */
export interface PageElement {
  type: string;
  disabled: boolean;
  textContent: string | null;
  readonly ownerDocument: { createElement(name: string): PageElement; readonly baseURI: string };
  append(child: PageElement): void;
  click(): void;
  addEventListener(type: string, listener: () => void): void;
  attachShadow(options: { mode: "open"; delegatesFocus: boolean }): { append(child: PageElement): void };
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  toggleAttribute(name: string, force: boolean): void;
  hasAttribute(name: string): boolean;
  dispatchEvent(event: unknown): boolean;
}

/** What a page has and a server has not. */
export interface Browser extends PageWindow {
  readonly HTMLElement: new () => PageElement;
  readonly customElements: { get(name: string): unknown; define(name: string, element: unknown): void };
  readonly CustomEvent: new (type: string, options: object) => unknown;
}

/** The globals, with what is missing on a server. */
export const browser = globalThis as unknown as Partial<Browser>;
