import { InvalidInputError } from "../errors/index.ts";
import type { Credential } from "../payloads/sender.ts";
import type { ProbeResult } from "./report.ts";

/** The address of a webhook. */
export interface Address {
  /** As it was written, but for white space around it. */
  readonly text: string;
  readonly isHttps: boolean;
  /** Whether it leads to the machine on which the probe runs. */
  readonly isLoopback: boolean;
}

/**
 * Reads the address that the caller gives.
 *
 * @throws InvalidInputError `url`.
 */
export function readAddress(value: unknown): Address {
  const text = value instanceof URL ? value.href : typeof value === "string" ? value.trim() : "";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InvalidInputError("url", "is no address that begins with https:// or http://.");
  }
  if (url.username !== "" || url.password !== "") {
    throw new InvalidInputError("url", "holds a user name or password. Senders send neither.");
  }
  const { hostname, protocol } = url;
  const isLoopback = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
  return { text, isHttps: protocol === "https:", isLoopback };
}

/** Tells whether nobody can read on the way what is sent there. */
export function isPrivate({ isHttps, isLoopback }: Address): boolean {
  return isHttps || isLoopback;
}

/** The address with more in its query, and with nothing else changed: what stands there may be a password. */
export function withQuery({ text }: Address, parameters: Record<string, string>): string {
  const url = new URL(text);
  url.search += `${url.search === "" ? "?" : "&"}${new URLSearchParams(parameters)}`;
  return url.href;
}

/** Tells whether senders take the address. */
export function judgeAddress({ text, isHttps, isLoopback }: Address, credential: Credential): ProbeResult {
  const probe = "address";
  if (isLoopback) {
    const reason =
      "The address leads to this machine, which will do for a probe. Senders need a public https:// address.";
    return { probe, verdict: "passed", reason };
  }
  if (!isHttps) {
    return {
      probe,
      verdict: "failed",
      reason: "The address begins with http://, and senders send to https:// only.",
      fix: "Put the receiver behind a valid certificate, and probe its https:// address.",
    };
  }
  const problem = credential === "webhookHeaders" ? findDialog360Problem(text) : undefined;
  return problem === undefined
    ? { probe, verdict: "passed" }
    : {
        probe,
        verdict: "failed",
        reason: problem,
        fix: "Give the receiver another host name, and the usual port 443.",
      };
}

/** @see https://docs.360dialog.com/docs/messaging-api/api-reference/webhooks */
function findDialog360Problem(text: string): string | undefined {
  // As it is written: `URL` drops a port that is the usual one.
  const host = /^https:\/\/([^/?#\\]*)/i.exec(text)?.[1] ?? "";
  if (host.includes("_")) return "The host has an underscore, which 360dialog does not take.";
  return host.includes(":") ? "The host has a port, which 360dialog does not take." : undefined;
}
