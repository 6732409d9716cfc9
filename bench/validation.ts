import * as z from "zod";
import { validateMessage } from "../src/parse/read-message.ts";
import { messageSchemas, OtherMessage } from "../src/schemas/messages/message.ts";
import { type Measurement, measureInTurns } from "./measure.ts";

/** Ways to check the same messages: why the parser chooses a schema by type, and asks a guard before the schema. */
export function measureValidation(messages: readonly unknown[], rounds: number): Promise<Measurement[]> {
  const table: Readonly<Record<string, z.ZodType>> = messageSchemas;
  const union = z.union([...Object.values(messageSchemas), OtherMessage]);
  const checkAll = (check: (message: unknown) => unknown) => () => {
    for (const message of messages) check(message);
  };
  return measureInTurns(
    {
      "guard by type, schema only where it says no (in use)": checkAll(validateMessage),
      "schema by type": checkAll((message) => table[(message as { type: string }).type]?.safeParse(message)),
      "one union of all types": checkAll((message) => union.safeParse(message)),
    },
    { rounds },
  );
}
