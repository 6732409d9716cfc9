// A receiver on Cloudflare Workers. Its GET /events tells what the listeners got.
import { createCoexistence } from "whatsapp-coexistence";

const coexistence = createCoexistence({ appSecret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0", verifyToken: "my-token" });
const events = [];
coexistence.onAny(({ type }) => void events.push(type));

export default {
  fetch(request) {
    return request.url.endsWith("/events") ? Response.json(events) : coexistence.fetch(request);
  },
};
