import { CoexistenceError } from "../errors/index.ts";

/**
 * Waits for work, and no longer than so many milliseconds.
 *
 * @throws CoexistenceError `deadline_exceeded`. The work goes on, since nothing can end it.
 */
export async function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new CoexistenceError("deadline_exceeded", `The listeners were not done after ${milliseconds} ms.`));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
