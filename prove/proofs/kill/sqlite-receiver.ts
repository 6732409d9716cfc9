import { sqliteIntake } from "../../../src/sqlite/index.ts";
import { receive } from "./receive.ts";
import type { ReceiverSettings } from "./receiver-settings.ts";

const settings: ReceiverSettings = JSON.parse(process.argv[2] ?? "{}");
await receive(sqliteIntake(settings.address), settings);
