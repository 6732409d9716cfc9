// A receiver on node:http, called over HTTP as Meta calls it. It prints what came of it.
const { createServer } = require("node:http");
const { createCoexistence, isCoexistenceError, parseWebhook } = require("whatsapp-coexistence");
const { nodeMount } = require("whatsapp-coexistence/node");
const { signMeta } = require("whatsapp-coexistence/testing");

const appSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const webhook = JSON.stringify({
  object: "whatsapp_business_account",
  entry: [{ id: "1002", changes: [{ field: "account_update", value: { event: "ACCOUNT_OFFBOARDED" } }] }],
});

const coexistence = createCoexistence({ appSecret, verifyToken: "my-token", logger: false });
const events = [];
coexistence.onAccount(({ event, change, wabaId }) => void events.push({ event, change, wabaId }));

const server = createServer(nodeMount(coexistence));
server.listen(0, "127.0.0.1", async () => {
  const url = `http://127.0.0.1:${server.address().port}/webhook`;
  const post = async (signature) => {
    const headers = { "x-hub-signature-256": signature };
    return (await fetch(url, { method: "POST", body: webhook, headers })).status;
  };
  const challenge = await fetch(`${url}?hub.mode=subscribe&hub.verify_token=my-token&hub.challenge=31415`);
  const genuine = await post(signMeta(webhook, appSecret));
  const forged = await post(signMeta(webhook, "another-secret-of-somebody"));
  console.log(JSON.stringify({ challenge: await challenge.text(), genuine, forged, events, error: findErrorCode() }));
  server.close();
});

function findErrorCode() {
  try {
    return parseWebhook("no JSON");
  } catch (error) {
    return isCoexistenceError(error) && error.code;
  }
}
