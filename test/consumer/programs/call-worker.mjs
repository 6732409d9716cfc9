// Bundles worker.mjs, runs it in workerd, and calls it as Meta does. It prints what came of it.
import { createHmac } from "node:crypto";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

const { outputFiles } = await build({
  entryPoints: ["worker.mjs"],
  bundle: true,
  write: false,
  format: "esm",
  platform: "browser",
});
const worker = new Miniflare({ modules: true, script: outputFiles[0].text, compatibilityDate: "2026-04-01" });

const url = "http://worker.test/webhook";
const body = '{"entry":[{"changes":[{"field":"account_update","value":{"event":"ACCOUNT_OFFBOARDED"}}]}]}';
const post = async (secret) => {
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const answer = await worker.dispatchFetch(url, {
    method: "POST",
    body,
    headers: { "x-hub-signature-256": signature },
  });
  return answer.status;
};
const query = "hub.mode=subscribe&hub.verify_token=my-token&hub.challenge=31415";
const challenge = await (await worker.dispatchFetch(`${url}?${query}`)).text();
const genuine = await post("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
const forged = await post("another-secret-of-somebody");
const events = await (await worker.dispatchFetch("http://worker.test/events")).json();
const called = await (await worker.dispatchFetch("http://worker.test/call")).json();
console.log(JSON.stringify({ challenge, genuine, forged, events, called }));
await worker.dispose();
