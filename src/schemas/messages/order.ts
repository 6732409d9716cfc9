import * as z from "zod";
import { counter, identifier, optional, text } from "../primitives.ts";
import { defineMessage } from "./base.ts";

/** A basket of products. */
export const OrderMessage = defineMessage("order", {
  order: z.looseObject({
    catalog_id: optional(identifier),
    text: optional(text),
    product_items: z.array(
      z.looseObject({
        product_retailer_id: optional(identifier),
        quantity: optional(counter),
        item_price: optional(counter),
        currency: optional(text),
      }),
    ),
  }),
});
/** A basket of products. */
export type OrderMessage = z.infer<typeof OrderMessage>;
