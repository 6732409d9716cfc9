import * as z from "zod";
import { optional, text } from "../primitives.ts";
import { defineMessage } from "./base.ts";

/** A place. */
export const LocationMessage = defineMessage("location", {
  location: z.looseObject({
    latitude: z.number(),
    longitude: z.number(),
    name: optional(text),
    address: optional(text),
    url: optional(text),
  }),
});
/** A place. */
export type LocationMessage = z.infer<typeof LocationMessage>;
