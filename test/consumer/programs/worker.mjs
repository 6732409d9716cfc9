// A receiver on Cloudflare Workers. Its GET /events tells what the listeners got, its GET /call makes a call.
import { createCoexistence } from "whatsapp-coexistence";
import { MetaClient } from "whatsapp-coexistence/client";

const coexistence = createCoexistence({ appSecret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0", verifyToken: "my-token" });
const events = [];
coexistence.onAny(({ type }) => void events.push(type));

const meta = new MetaClient({
  accessToken: "a-token",
  fetch: async (request) => Response.json({ request_id: JSON.parse(await request.text()).sync_type }),
});

export default {
  async fetch(request) {
    if (request.url.endsWith("/call")) return Response.json(await meta.requestSync("200000000000002", "history"));
    return request.url.endsWith("/events") ? Response.json(events) : coexistence.fetch(request);
  },
};
