/** What the programs print when everything went as it should. */
export const received = {
  challenge: "31415",
  genuine: 200,
  forged: 401,
  events: [{ event: "ACCOUNT_OFFBOARDED", change: "paused", wabaId: "1002" }],
  error: "invalid_json",
};

/** What the programs that call print. */
export const called = {
  request_id: "9007199254740993",
  again: "sync_already_requested",
  wrong: "invalid_input",
  requests: 2,
  channels: ["AbCH", "CdCH"],
};
