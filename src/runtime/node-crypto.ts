type NodeCrypto = typeof import("node:crypto");

/**
 * `node:crypto` where there is one (Node, Bun, Deno, Workers with a flag), else nothing. It is asked for instead of
 * imported, so that the package loads everywhere and bundlers see nothing to resolve.
 *
 * @internal
 */
export const nodeCrypto = /* @__PURE__ */ findNodeCrypto();

function findNodeCrypto(): NodeCrypto | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
  return process?.getBuiltinModule?.("node:crypto") as NodeCrypto | undefined;
}
