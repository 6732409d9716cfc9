// Calls of the client, over HTTP to a server that answers as Meta does. It prints what came of them.
import { createServer } from "node:http";
import { isCoexistenceError, MetaClient } from "whatsapp-coexistence/client";
import { parseIntegratedOnboardingRedirect } from "whatsapp-coexistence/signup";

let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  request.resume().on("end", () => {
    const refusal = { error: { message: "Sync request limit exceeded", code: 2593107 } };
    const answer = requests === 1 ? { messaging_product: "whatsapp", request_id: "9007199254740993" } : refusal;
    response.writeHead(requests === 1 ? 200 : 400, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  });
});

server.listen(0, "127.0.0.1", async () => {
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const meta = new MetaClient({ accessToken: "a-token", baseUrl });
  const { request_id } = await meta.requestSync("200000000000002", "history");
  const again = await meta.requestSync("200000000000002", "history").catch(codeOf);
  const wrong = await meta.requestSync("+15550001111", "history").catch(codeOf);
  const { channels } = parseIntegratedOnboardingRedirect("?client=AbCL&channels=[AbCH,CdCH]");
  console.log(JSON.stringify({ request_id, again, wrong, requests, channels }));
  server.close();
});

function codeOf(error) {
  return isCoexistenceError(error) && error.code;
}
