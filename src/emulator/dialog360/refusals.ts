/** A refusal of the hub. */
export function refuseInHub(httpCode: number, message: string): Response {
  const meta = { success: false, http_code: httpCode, developer_message: message, details: [] };
  return Response.json({ meta }, { status: httpCode });
}

/** A refusal of the messaging API's own. */
export function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
