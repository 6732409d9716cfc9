#!/usr/bin/env node
import process from "node:process";
import { run } from "./run.ts";

// A reader that has seen enough (`| head`) closes the pipe. That is its right and no failure of this program, which
// goes on to its end so that the exit code still tells about every file.
for (const output of [process.stdout, process.stderr]) {
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
});
