import type { z } from "zod";
import type {
  CoexistenceEvent,
  EventType,
  Provider,
  UnknownEvent,
  UnknownIssue,
  UnknownReason,
} from "../model/index.ts";
import { canonicalJson, eventId, type IdPart } from "./event-id.ts";
import { Malformed, validate } from "./validate.ts";

/** Anything that has members. */
export type JsonObject = Record<string, unknown>;

/** @internal */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Tells whether a member is absent: senders print `""` or `null` for what they do not have.
 *
 * @internal
 */
export function isAbsent(value: unknown): value is undefined | null | "" {
  return value === undefined || value === null || value === "";
}

/** What is known of a webhook, or of a part of it, before its items are read. */
export interface Origin {
  readonly provider: Provider;
  readonly receivedAt: Date;
  readonly wabaId?: string;
  readonly phoneNumberId?: string;
  readonly displayPhoneNumber?: string;
  readonly field?: string;
}

/**
 * A part of a webhook that is being read: where it stands, what is known of it, and where its events go.
 *
 * @internal
 */
export class Frame {
  readonly origin: Origin;
  readonly path: string;
  /**
   * What tells two deliveries of the same content apart where the content itself has no id and no time: the time of
   * Meta's entry, or the id of 360dialog's envelope. A repeated delivery carries the same one.
   */
  readonly occasion: string | undefined;
  readonly #events: CoexistenceEvent[];

  constructor(origin: Origin, path: string, events: CoexistenceEvent[], occasion?: string) {
    this.origin = origin;
    this.path = path;
    this.occasion = occasion;
    this.#events = events;
  }

  /** The same frame, on an occasion. */
  on(occasion: string | undefined): Frame {
    return new Frame(this.origin, this.path, this.#events, occasion);
  }

  /** The same frame, knowing more. Members that are `undefined` leave what was known. */
  within(more: { [Member in keyof Origin]?: Origin[Member] | undefined }, path: string = this.path): Frame {
    const known = Object.entries(more).filter(([, value]) => value !== undefined);
    return new Frame({ ...this.origin, ...Object.fromEntries(known) }, path, this.#events, this.occasion);
  }

  /** The same frame, further inside. */
  inside(path: string): Frame {
    return new Frame(this.origin, path, this.#events, this.occasion);
  }

  /** Where a member or item of this part stands. */
  at(part: string | number): string {
    if (typeof part === "number") return `${this.path}[${part}]`;
    return this.path === "" ? part : `${this.path}.${part}`;
  }

  /** Reads a member that names something. One that is no text comes out as malformed. */
  readText(object: JsonObject, key: string): string | undefined {
    const value = object[key];
    if (typeof value === "number") return String(value);
    if (typeof value === "string" && value !== "") return value;
    if (!isAbsent(value)) this.malformed(this.at(key), { [key]: value }, "expected a text");
    return undefined;
  }

  /**
   * Reads a member by its schema. One that is absent or malformed reads as nothing, and malformed it comes out as such.
   *
   * @param raw - what the event for a malformed one holds. Default: the member alone.
   */
  readMember<Output>(
    object: JsonObject,
    key: string,
    schema: z.ZodType<Output>,
    raw = object[key],
  ): Output | undefined {
    const value = object[key];
    if (isAbsent(value)) return undefined;
    const member = validate(schema, value);
    if (!(member instanceof Malformed)) return member;
    this.malformed(this.at(key), raw, member);
    return undefined;
  }

  /** Adds an event. */
  emit(event: CoexistenceEvent): void {
    this.#events.push(event);
  }

  /** The id of an event about the business number of this part. */
  id(type: EventType, parts: readonly IdPart[], content?: string): string {
    const { phoneNumberId, displayPhoneNumber, wabaId } = this.origin;
    return eventId(type, [phoneNumberId ?? displayPhoneNumber ?? wabaId, ...parts], content);
  }

  /** Adds an `unknown` event. */
  unknown(reason: UnknownReason, path: string, raw: unknown, issues?: UnknownIssue[]): void {
    const event: UnknownEvent = {
      type: "unknown",
      id: this.id("unknown", [this.origin.field, reason], canonicalJson(raw)),
      ...this.origin,
      reason,
      path,
      ...(issues === undefined ? {} : { issues }),
      raw,
    };
    this.emit(event);
  }

  /** Adds a malformed item. */
  malformed(path: string, raw: unknown, cause: Malformed | string): void {
    const issues = cause instanceof Malformed ? cause.issues : [{ path: "", message: cause }];
    this.unknown("malformed", path, raw, issues);
  }

  /**
   * Adds an event for every member that is not among the ones that are read.
   *
   * @returns whether there was one.
   */
  surfaceOtherKeys(object: JsonObject, known: ReadonlySet<string>): boolean {
    let found = false;
    for (const key in object) {
      if (known.has(key)) continue;
      found = true;
      this.unknown("unknown_key", this.at(key), { [key]: object[key] });
    }
    return found;
  }
}
