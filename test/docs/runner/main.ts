// Runs one example. It is bundled with the example in the place of the import below, and read from standard input.
import "./answer-providers.ts";
import "./listen-anywhere.ts";
import "./report-printed.ts";
import * as example from "virtual:example";
import { serveExports } from "./serve-exports.ts";

serveExports(example);
