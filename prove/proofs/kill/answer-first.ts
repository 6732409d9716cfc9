import type { IntakeFactory, VerifiedWebhook } from "../../../src/index.ts";

/**
 * The mistake that the others avoid: acknowledges first, and stores what came in a moment later. What a killed process had
 * not stored yet is lost, and nobody sends it again.
 */
export function answerFirst(factory: IntakeFactory, { wait }: { wait: number }): IntakeFactory {
  return (stream) => {
    const intake = factory(stream);
    let waiting: VerifiedWebhook[] = [];
    const store = async (): Promise<void> => {
      const some = waiting;
      waiting = [];
      await Promise.allSettled(some.map((webhook) => intake.accept(webhook)));
    };
    const timer = setInterval(() => void store(), wait);
    return {
      accept: async (webhook) => void waiting.push(webhook),
      close: async () => {
        clearInterval(timer);
        await store();
        await intake.close();
      },
    };
  };
}
