/**
 * Modules of Node where there are any (Node, Bun, Deno, Workers with a flag), else nothing. They are asked for instead
 * of imported, so that the package loads everywhere and bundlers see nothing to resolve.
 */
function builtin<Module>(id: string): Module | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
  return process?.getBuiltinModule?.(id) as Module | undefined;
}

/** @internal */
export const nodeCrypto = /* @__PURE__ */ builtin<typeof import("node:crypto")>("node:crypto");

/** @internal */
export const nodeBuffer = /* @__PURE__ */ builtin<typeof import("node:buffer")>("node:buffer");
