import type { OrderMessage } from "../../schemas/index.ts";
import { type MessageMembers, withDefaults } from "./members.ts";

/**
 * Makes a basket of products.
 *
 * @example
 * ```ts
 * import { orderMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(orderMessage().order.product_items.length); // 1
 * ```
 */
export function orderMessage(order: Partial<OrderMessage["order"]> = {}, members: MessageMembers = {}): OrderMessage {
  const content = {
    catalog_id: "600000000000006",
    text: "For tomorrow, please",
    product_items: [{ product_retailer_id: "bread-01", quantity: 2, item_price: 4.5, currency: "EUR" }],
    ...order,
  };
  return { ...withDefaults(members), type: "order", order: content };
}
