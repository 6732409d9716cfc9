import { vi } from "vitest";

/** Loads modules of the package as an edge runtime would, where there is no `node:crypto`. */
export async function withoutNodeCrypto<Module>(load: () => Promise<Module>): Promise<Module> {
  vi.resetModules();
  vi.doMock("../../../src/runtime/node-crypto.ts", () => ({ nodeCrypto: undefined }));
  try {
    return await load();
  } finally {
    vi.doUnmock("../../../src/runtime/node-crypto.ts");
    vi.resetModules();
  }
}
