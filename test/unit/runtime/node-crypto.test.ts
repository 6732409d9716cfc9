import { afterEach, describe, expect, it, vi } from "vitest";

const load = async () => {
  vi.resetModules();
  return import("../../../src/runtime/node-crypto.ts");
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe("node:crypto", () => {
  it("is there on Node", async () => {
    const { nodeCrypto } = await load();
    expect(nodeCrypto?.createHmac).toBeTypeOf("function");
  });

  it.each<[title: string, process: unknown]>([
    ["there is no process", undefined],
    ["the process hands out no modules", {}],
    ["the process does not know the module", { getBuiltinModule: () => undefined }],
  ])("is absent where %s", async (_, process) => {
    vi.stubGlobal("process", process);
    const { nodeCrypto } = await load();
    expect(nodeCrypto).toBeUndefined();
  });
});
