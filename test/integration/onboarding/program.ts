// An integrator's process. It is bundled, started, and killed.
import { callUntilItEnds, clientAt, type Store } from "./caller.ts";
import { FileStore } from "./file-store.ts";

/** What the process is told, as its argument. */
export interface Task {
  readonly baseUrl: string;
  readonly folder: string;
  readonly code: string;
  /** At which of its saves it dies. */
  readonly death?: { readonly save: number; readonly moment: "before" | "after" } | undefined;
}

const { baseUrl, folder, code, death }: Task = JSON.parse(process.argv[2] ?? "");
const files = new FileStore(folder);
let saves = 0;

const store: Store = {
  load: () => files.load(),
  save(state) {
    saves += 1;
    if (death?.save === saves && death.moment === "before") die();
    const isSaved = files.save(state);
    if (death?.save === saves && death.moment === "after") die();
    return isSaved;
  },
};

const { ending } = await callUntilItEnds({ meta: clientAt(baseUrl, 30_000), store, code });
process.send?.(ending, () => process.disconnect());

function die(): never {
  process.kill(process.pid, "SIGKILL");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error("This cannot be reached.");
}
