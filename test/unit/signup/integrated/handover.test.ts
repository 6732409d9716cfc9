import { afterEach, describe, expect, it, vi } from "vitest";
import { finishIntegratedOnboarding } from "../../../../src/signup/index.ts";

const origin = "https://app.example.com";
const result = { client: "ExampleCL", channels: ["FirstCH"] };

/** Makes the globals those of a window. */
function openPage(search: string, hasOpener = true) {
  const postMessage = vi.fn();
  const close = vi.fn();
  vi.stubGlobal("location", { origin, href: `${origin}/connected${search}` });
  vi.stubGlobal("opener", hasOpener ? { postMessage } : null);
  vi.stubGlobal("close", close);
  return { postMessage, close };
}

describe("finishIntegratedOnboarding", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("does nothing on a server", () => {
    expect(finishIntegratedOnboarding()).toBeUndefined();
  });

  it("gives the result to a page of its own origin, and closes the window", () => {
    const { postMessage, close } = openPage("?client=ExampleCL&channels=[FirstCH]");
    expect(finishIntegratedOnboarding()).toEqual(result);
    expect(postMessage.mock.calls).toEqual([[expect.objectContaining({ result }), origin]]);
    expect(close).toHaveBeenCalledOnce();
  });

  it("gives the result to the origin it is told", () => {
    const { postMessage } = openPage("?client=ExampleCL&channels=[FirstCH]");
    finishIntegratedOnboarding({ origin: "https://other.example.com" });
    expect(postMessage.mock.calls[0]?.[1]).toBe("https://other.example.com");
  });

  it("closes no window without an opener", () => {
    const { close } = openPage("?client=ExampleCL&channels=[FirstCH]", false);
    expect(finishIntegratedOnboarding()).toEqual(result);
    expect(close).not.toHaveBeenCalled();
  });

  it.each(["", "?client=ExampleCL", "?channels=[FirstCH]", "?session=1", "#client=ExampleCL&channels=[]"])(
    "takes %j for no redirect",
    (search) => {
      const { postMessage, close } = openPage(search);
      expect(finishIntegratedOnboarding()).toBeUndefined();
      expect([postMessage, close].flatMap(({ mock }) => mock.calls)).toEqual([]);
    },
  );

  it.each(["?client=&channels=[FirstCH]", "?client=ExampleCL&channels=FirstCH"])(
    "hands nothing over when the redirect is malformed: %j",
    (search) => {
      const { postMessage, close } = openPage(search);
      expect(() => finishIntegratedOnboarding()).toThrow(expect.objectContaining({ name: "InvalidInputError" }));
      expect([postMessage, close].flatMap(({ mock }) => mock.calls)).toEqual([]);
    },
  );

  it.each(["*", "/", "null", "", "app.example.com", `${origin}/`, "http://app.example.com"])(
    "refuses the origin %j",
    (other) => {
      const { postMessage } = openPage("?client=ExampleCL&channels=[FirstCH]");
      const refusal = expect.objectContaining({ field: "origin" });
      expect(() => finishIntegratedOnboarding({ origin: other })).toThrow(refusal);
      expect(postMessage).not.toHaveBeenCalled();
    },
  );
});
