import { bullmqIntake } from "../../../src/bullmq/index.ts";
import { receive } from "./receive.ts";
import type { ReceiverSettings } from "./receiver-settings.ts";

const settings: ReceiverSettings = JSON.parse(process.argv[2] ?? "{}");
const { address, name = "" } = settings;
await receive(bullmqIntake(address, { name }), settings);
