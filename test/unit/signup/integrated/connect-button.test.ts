import { afterEach, describe, expect, it } from "vitest";
import { defineConnectButton } from "../../../../src/signup/index.ts";

const defined = new Map<string, unknown>();
const page = globalThis as { customElements?: unknown; HTMLElement?: unknown };

// What the element does is tested in a browser, in test/browser.
describe("defineConnectButton", () => {
  afterEach(() => {
    defined.clear();
    delete page.customElements;
    delete page.HTMLElement;
  });

  const openPage = (): void => {
    page.HTMLElement = class {};
    page.customElements = {
      get: (name: string) => defined.get(name),
      define: (name: string, element: unknown) => {
        if (defined.has(name)) throw new Error("It is defined already.");
        defined.set(name, element);
      },
    };
  };

  it("does nothing on a server", () => {
    expect(defineConnectButton()).toBeUndefined();
  });

  it("defines the element in a page", () => {
    openPage();
    defineConnectButton();
    expect([...defined.keys()]).toEqual(["whatsapp-connect-button"]);
  });

  it("defines it under another name", () => {
    openPage();
    defineConnectButton({ name: "connect-whatsapp" });
    expect([...defined.keys()]).toEqual(["connect-whatsapp"]);
  });

  it("defines it once", () => {
    openPage();
    defineConnectButton();
    const element = defined.get("whatsapp-connect-button");
    defineConnectButton();
    expect(defined.get("whatsapp-connect-button")).toBe(element);
  });

  it.each(["", "button", "Connect-whatsapp", "-button", "connect whatsapp-button", "1-button"])(
    "refuses the name %j, on a server as well",
    (name) => {
      const refusal = expect.objectContaining({ name: "InvalidInputError", field: "name" });
      expect(() => defineConnectButton({ name })).toThrow(refusal);
    },
  );
});
