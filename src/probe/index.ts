export type { ProbeOptions } from "./options.ts";
export { probeNumber } from "./probe-number.ts";
export { probeWebhook } from "./probe-webhook.ts";
export type { ProbeName, ProbeReport, ProbeResult, ProbeVerdict } from "./report.ts";
