import type { IntakeFactory } from "../../../src/index.ts";

/** The control: an intake that answers before it has stored. */
export function answerFirst(factory: IntakeFactory): IntakeFactory {
  return (stream) => {
    const intake = factory(stream);
    return {
      accept: async (webhook) => {
        intake.accept(webhook).catch(() => undefined);
      },
      close: () => intake.close(),
    };
  };
}
