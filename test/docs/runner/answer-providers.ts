import { createDialog360StandIn } from "../../../examples/stand-in/dialog360.ts";
import { createMetaStandIn } from "../../../examples/stand-in/meta.ts";

// Examples call Meta and 360dialog as a reader would. Here the stand-ins of the examples answer in their place.
const meta = createMetaStandIn({ codes: Object.assign(new Set<string>(), { delete: () => true }) });
const dialog360 = createDialog360StandIn();
dialog360.world.keys.set(dialog360.world.partnerKey, { id: "AbCdEfAK", channelId: "AbCdEfCH" });

const standIns: Readonly<Record<string, { fetch(request: Request): Promise<Response> }>> = {
  "graph.facebook.com": meta,
  "lookaside.fbsbx.com": meta,
  "hub.360dialog.io": dialog360,
  "waba-v2.360dialog.io": dialog360,
};

const { fetch } = globalThis;

globalThis.fetch = async (input, init) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  const standIn = standIns[hostname];
  return standIn === undefined ? fetch(input, init) : standIn.fetch(new Request(input, init));
};
