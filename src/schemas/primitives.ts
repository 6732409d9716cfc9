import * as z from "zod";

/**
 * Schemas whose output can differ from their input, each with a check that tells when it does not. The parser uses it
 * to pass a value that already has its documented form on as it is, without copying it.
 *
 * @internal
 */
export const documentedForms = new WeakMap<z.ZodType, (value: unknown) => boolean>();

/**
 * Schemas made by {@link optional}, with the schema of the value that may be absent.
 *
 * @internal
 */
export const optionalValues = new WeakMap<z.ZodType, z.ZodType>();

function withDocumentedForm<Schema extends z.ZodType>(schema: Schema, isDocumentedForm: (value: unknown) => boolean) {
  documentedForms.set(schema, isDocumentedForm);
  return schema;
}

const isString = (value: unknown): boolean => typeof value === "string";
const isFilledString = (value: unknown): boolean => typeof value === "string" && value !== "";
const printNumber = (value: unknown): unknown =>
  typeof value === "number" || typeof value === "bigint" ? String(value) : value;

/**
 * Makes a member optional. `""` and `null` mean that it is absent: senders print either for a value they do not have.
 *
 * @internal
 */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  const member = z
    .preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional())
    .optional();
  optionalValues.set(member, schema);
  return member;
}

/**
 * Makes a member optional that nothing depends on: one that is malformed counts as absent too, and takes the rest of an
 * answer down with it nowhere.
 *
 * @internal
 */
export function tolerated<Schema extends z.ZodType>(schema: Schema) {
  const member = z
    .preprocess(
      (value) => (value === "" || value === null || !schema.safeParse(value).success ? undefined : value),
      schema.optional(),
    )
    .optional();
  optionalValues.set(member, schema);
  return member;
}

/**
 * A text.
 *
 * @internal
 */
export const text = z.string();

/**
 * An id: always a string, because many are longer than a JavaScript number can hold. One that arrives as a number
 * becomes a string.
 *
 * @internal
 */
export const identifier = withDocumentedForm(
  z.preprocess(printNumber, z.string().min(1)).meta({ type: ["string", "number"] }),
  isFilledString,
);

/**
 * A point in time, in Unix seconds. Meta's tables say Integer where its examples print a string: both are accepted,
 * and a string comes out.
 *
 * @internal
 */
export const timestamp = withDocumentedForm(
  z.preprocess(printNumber, z.string()).meta({ type: ["string", "number"] }),
  isString,
);

/**
 * A counter such as `progress`. Meta prints numbers, 360dialog quotes some of them: both are accepted, and a number
 * comes out. A text that is no number counts as absent.
 *
 * @internal
 */
export const counter = withDocumentedForm(
  z
    .preprocess((value) => (typeof value === "string" ? readNumber(value) : value), z.number().optional())
    .meta({
      type: ["number", "string"],
    }),
  (value) => typeof value === "number" && Number.isFinite(value),
);

function readNumber(value: string): number | undefined {
  const number = value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** A list that has grown before: the known words autocomplete, any other text passes. */
export type Open<Known extends string> = Known | (string & {});

/**
 * A word from a list that may grow.
 *
 * @internal
 */
export function openList<const Known extends string>(known: readonly Known[]) {
  return z.string().meta({ examples: [...known] }) as unknown as z.ZodType<Open<Known>>;
}

/**
 * A word from a list that may grow, in any case. A known word comes out in the documented case.
 *
 * @internal
 */
export function openListInAnyCase<const Known extends string>(known: readonly Known[]) {
  const documented = new Map(known.map((word) => [word.toLowerCase(), word]));
  const words = new Set<unknown>(known);
  const toDocumentedCase = (value: unknown) =>
    typeof value === "string" ? (documented.get(value.toLowerCase()) ?? value) : value;
  return withDocumentedForm(
    z.preprocess(toDocumentedCase, z.string() as unknown as z.ZodType<Open<Known>>).meta({
      type: "string",
      examples: [...known],
    }),
    (value) => words.has(value),
  );
}
