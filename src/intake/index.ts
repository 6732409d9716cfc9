export type { DeadLetter, DeadLetters } from "./dead-letters.ts";
export type { Intake, IntakeFactory, Stream, VerifiedWebhook } from "./intake.ts";
export { type MemoryIntakeOptions, memoryIntake } from "./memory-intake.ts";
export { memorySynchronizations } from "./memory-synchronizations.ts";
export type { StoredSynchronization, SynchronizationStore } from "./synchronization-store.ts";
