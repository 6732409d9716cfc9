import { createHmac } from "node:crypto";

/** What an example reads from its environment, by the end of the name: what the stand-ins of `examples` expect. */
const values = {
  SECRET: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
  TOKEN: "a-token-of-the-examples",
  KEY: "a-key-of-the-examples",
  PARTNER_ID: "AbCdEfPA",
  ID: "600000000000006",
  PORT: "0",
} as const;
const pattern = /\b(?:[A-Z][A-Z0-9]*_)*?(SECRET|TOKEN|KEY|PARTNER_ID|ID|PORT)\b/g;

/** The environment an example wants. */
export function environmentFor(code: string): Record<string, string> {
  return Object.fromEntries([...code.matchAll(pattern)].map(([name, end]) => [name, values[end as Ending]]));
}

type Ending = keyof typeof values;

/** The verify token an example is set up with, if it has one. */
export function findVerifyToken(code: string): string | undefined {
  return findValue(code, "verifyToken");
}

/** Signs a body with the secret an example is set up with, in the way of the sender that it expects. */
export function signFor(code: string, body: string): Record<string, string> {
  const appSecret = findValue(code, "appSecret");
  if (appSecret !== undefined) return { "x-hub-signature-256": `sha256=${hmac(appSecret, body)}` };
  const platformSecret = findValue(code, "platformSecret");
  if (platformSecret !== undefined) return { "x-360dialog-signature": hmac(platformSecret, body) };
  const [, name, value = ""] = /webhookHeaders:\s*\{\s*"?([\w-]+)"?:\s*([^}]+)\}/.exec(code) ?? [];
  if (name !== undefined) return { [name]: readValue(value) ?? "" };
  throw new Error("This example serves webhooks, but names no appSecret, platformSecret or webhookHeaders.");
}

function findValue(code: string, option: string): string | undefined {
  const lines = code.matchAll(new RegExp(`\\b${option}\\s*[:=]([^\\n]*)`, "g"));
  return [...lines].map(([, value = ""]) => readValue(value)).find((value) => value !== undefined);
}

// An example may fall back to a literal, `process.env.APP_SECRET ?? "…"`: the environment wins, as it does there.
function readValue(expression: string): string | undefined {
  const [, name] = /^[^,"]*?\b[A-Z][A-Z0-9_]*?(SECRET|TOKEN)\b/.exec(expression) ?? [];
  if (name !== undefined) return values[name as Ending];
  return (
    /^\s*\[?\s*"([^"]+)"/.exec(expression)?.[1] ??
    /get(?:OrThrow)?(?:<\w+>)?\("\w*(SECRET|TOKEN)"\)/.exec(expression)?.[1]
  );
}

function hmac(secret: string, body: string): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}
