import { CoexistenceError } from "../errors/index.ts";
import { type DeadLetters, type Intake, type IntakeFactory, memoryIntake, type Stream } from "../intake/index.ts";

/**
 * Makes the intake that the options name.
 *
 * @throws CoexistenceError `invalid_option` for what makes none.
 */
export function makeIntake(factory: IntakeFactory = memoryIntake(), stream: Stream): Intake {
  const intake: Partial<Intake> | undefined = typeof factory === "function" ? factory(stream) : undefined;
  if (typeof intake?.accept === "function" && typeof intake.close === "function") return intake as Intake;
  throw new CoexistenceError("invalid_option", "intake makes no intake. Pass a call of it, such as memoryIntake().");
}

/** For an intake that gives nothing up. */
export const noDeadLetters: DeadLetters = {
  list: async () => [],
  replay: async () => false,
  drop: async () => false,
};
