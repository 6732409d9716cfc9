// Plays the onboarding of two numbers into a receiver, over HTTP on this machine, and shows what it makes of it.

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createCoexistence } from "whatsapp-coexistence";
import { nodeMount } from "whatsapp-coexistence/node";
import { follow, Onboarding } from "./onboarding.ts";
import { paintFor } from "./paint.ts";
import { play } from "./player.ts";
import { screenFor } from "./screen.ts";
import { summarize } from "./summary.ts";
import { bakery, garage, planTraffic } from "./traffic.ts";

/** How long a person watches, in milliseconds. */
const duration = 7_000;

const appSecret = "0123456789abcdef0123456789abcdef";
const { stdout } = process;
const paint = paintFor(stdout);

const onboardings = [new Onboarding(bakery), new Onboarding(garage)];
// The refusal of the forged webhook is shown in the summary instead of the log.
const coexistence = createCoexistence({ appSecret, logger: false });
const server = createServer(nodeMount(coexistence));
server.listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;

const deliveries = planTraffic();
stdout.write(`${paint("bold", "Two numbers come over to the API")}\n`);
stdout.write(`${deliveries.length} webhooks are sent to ${url}\n\n`);

const screen = screenFor(stdout);
process.once("SIGINT", () => {
  screen.finish();
  process.exit(130);
});
follow(coexistence, onboardings, () => screen.update(onboardings));
screen.update(onboardings);
const pause = stdout.isTTY ? duration / deliveries.length : 0;
const answered = await play(url, deliveries, { appSecret, pause }).finally(() => screen.finish());
await coexistence.close();
server.close();
server.closeAllConnections();

const { lines, addsUp } = summarize(onboardings, answered, { paint, width: stdout.columns ?? 80 });
stdout.write(`${stdout.isTTY ? "" : "\n"}${lines.join("\n")}\n`);
process.exitCode = addsUp ? 0 : 1;
