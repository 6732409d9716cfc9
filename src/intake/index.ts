export type { Intake, IntakeFactory, Stream, VerifiedWebhook } from "./intake.ts";
export { type MemoryIntakeOptions, memoryIntake } from "./memory-intake.ts";
