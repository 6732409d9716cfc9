import type { NumberCall } from "./number-call.ts";

/** @see https://docs.360dialog.com/partner/api-reference/messaging-health-status */
export function printHealth({ business, world }: NumberCall): Response {
  const parts = [
    ["PHONE_NUMBER", business.phoneNumberId],
    ["WABA", business.wabaId],
    ["BUSINESS", business.businessId],
    ["APP", world.app.id],
  ];
  const entities = parts.map(([entity_type, id]) => ({ entity_type, id, can_send_message: "AVAILABLE" }));
  return Response.json({ id: business.phoneNumberId, health_status: { can_send_message: "AVAILABLE", entities } });
}
