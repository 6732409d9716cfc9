import { findVerifyToken, signFor } from "./credentials.ts";
import { exampleWebhook } from "./example-webhook.ts";

/** Tells whether an example starts a server that waits for webhooks, rather than one it calls itself. */
export function servesWebhooks(code: string): boolean {
  const starts = /\.listen\(|\bserve\(|^export default |^export const \{? ?(GET|POST)/m.test(code);
  return starts && !/\bfetch\([`"']http|\.close\(/.test(code);
}

/**
 * Calls the server of an example as Meta does: the verification request, a signed webhook, and a forged one. What is
 * answered wrongly is added to the problems.
 */
export async function useServer(code: string, port: number, problems: string[]): Promise<void> {
  const url = `http://127.0.0.1:${port}${findPath(code)}`;
  const expectAnswer = async (what: string, request: Promise<Response>, status: number, body = ""): Promise<void> => {
    const response = await request;
    const text = await response.text();
    if (response.status !== status || text !== body) {
      problems.push(`${what} was answered ${response.status} ${JSON.stringify(text)}, not ${status} "${body}"`);
    }
  };

  const token = findVerifyToken(code);
  if (token !== undefined) {
    const query = new URLSearchParams({ "hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": "31415" });
    await expectAnswer("the verification request", fetch(`${url}?${query}`), 200, "31415");
  }
  const post = (headers: Record<string, string>, body: string) =>
    fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  const signed = signFor(code, exampleWebhook);
  await expectAnswer("a genuine webhook", post(signed, exampleWebhook), 200);
  const [name = "", value = ""] = Object.entries(signed)[0] ?? [];
  await expectAnswer("a forged webhook", post({ [name]: forge(value) }, exampleWebhook), 401);
}

function findPath(code: string): string {
  return /["'`](\/[\w/-]*webhook[\w/-]*)["'`]/.exec(code)?.[1] ?? "/webhook";
}

function forge(signature: string): string {
  const last = signature.at(-1) === "0" ? "1" : "0";
  return signature.slice(0, -1) + last;
}
