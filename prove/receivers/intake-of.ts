import { type IntakeFactory, memoryIntake } from "../../src/index.ts";
import type { ReceiverSettings } from "./settings.ts";

/** Makes an intake. What another kind needs is not loaded. */
export async function intakeOf({
  store,
  options = {},
}: Pick<ReceiverSettings, "store" | "options">): Promise<IntakeFactory> {
  if (store.kind === "memory") return memoryIntake(options);
  if (store.kind === "sqlite") {
    const { sqliteIntake } = await import("../../src/sqlite/index.ts");
    return sqliteIntake(store.path, options);
  }
  const { bullmqIntake } = await import("../../src/bullmq/index.ts");
  return bullmqIntake(store.url, { name: store.name, ...options });
}
