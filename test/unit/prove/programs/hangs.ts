// A proof that never ends, and has started another process and written a file.
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "left-behind-"));
const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"]);
process.send?.({ kind: "progress", line: JSON.stringify({ folder, pid: child.pid }) });
