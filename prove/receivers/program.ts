// A receiver in a process of its own. It says on which port it answers, and which messages its listeners are done with.
import { createCoexistence } from "../../src/index.ts";
import { intakeOf } from "./intake-of.ts";
import { listen } from "./listen.ts";
import { swallow } from "./poison.ts";
import type { ReceiverSettings, Said } from "./settings.ts";

const settings = JSON.parse(process.argv[2] ?? "") as ReceiverSettings;
const say = (said: Said): void => void process.send?.(said);

// Whoever started it is gone.
process.once("disconnect", () => process.exit(1));

const { appSecret, isPoisoned = false } = settings;
const coexistence = createCoexistence({ appSecret, intake: await intakeOf(settings), logger: false });
coexistence.onMessage(async ({ message }) => {
  if (isPoisoned) await swallow(message);
  say({ done: message.id });
});
const { port, close } = await listen(coexistence);
say({ port });
process.once("SIGTERM", async () => {
  await close();
  process.exit(0);
});
