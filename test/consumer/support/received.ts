/** What the programs print when everything went as it should. */
export const received = {
  challenge: "31415",
  genuine: 200,
  forged: 401,
  events: [{ event: "ACCOUNT_OFFBOARDED", change: "paused", wabaId: "1002" }],
  error: "invalid_json",
};
