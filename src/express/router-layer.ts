/** The members of a layer in Express's router, 5 and 4. They are not documented, so each may be missing. */
export interface RouterLayer {
  readonly name?: string;
  readonly handle?: unknown;
  readonly route?: { readonly stack?: readonly RouterLayer[] };
  /** The part of the path that the last match took, up to version 2.2 of the router. */
  readonly path?: string;
  /** Tells whether the layer serves a path, and in newer versions which part of it. */
  match?(path: string): boolean | { readonly path?: string };
}

/**
 * Finds the layers of an application's router, top level.
 *
 * @returns nothing where the application stands inside another one, whose layers come first and cannot be seen from here.
 * @internal
 */
export function layersOf(app: unknown): readonly RouterLayer[] | undefined {
  const { _router, parent } = (app ?? {}) as { _router?: { stack?: unknown }; parent?: unknown };
  if (parent !== undefined) return undefined;
  // Express 4 throws when `router` is read.
  const stack = (_router ?? (app as { router?: { stack?: unknown } } | undefined)?.router)?.stack;
  return Array.isArray(stack) ? stack : undefined;
}

/**
 * Finds the layers a request for a path runs through before it reaches a handler.
 *
 * @returns nothing when the handler is not among them, for example because a function was put around it.
 * @internal
 */
export function layersBefore(
  handler: unknown,
  path: string,
  stack: readonly RouterLayer[],
): readonly RouterLayer[] | undefined {
  const before: RouterLayer[] = [];
  for (const layer of stack) {
    const match = layer.match?.(path);
    if (!match) continue;
    if (layer.handle === handler) return before;
    const inner = layer.route?.stack ?? (layer.handle as { stack?: readonly RouterLayer[] } | undefined)?.stack;
    if (Array.isArray(inner)) {
      const { path: taken = "" } = match === true ? layer : match;
      const rest = layer.route === undefined ? path.slice(taken.length) : "/";
      const found = layersBefore(handler, rest.startsWith("/") ? rest : `/${rest}`, inner);
      if (found !== undefined) return [...before, ...found];
    }
    before.push(layer);
  }
  return undefined;
}
