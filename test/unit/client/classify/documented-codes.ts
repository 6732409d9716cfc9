// Meta's error codes with the HTTP status that is documented for each, written down apart from the table of the library.
// https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes

/** What a code is documented to mean for the caller. `slow` is a limit of calls whose wait is one of hours. */
export type DocumentedMeaning =
  | "rate"
  | "slow"
  | "temporary"
  | "token"
  | "permission"
  | "policy"
  | "input"
  | "sync_requested"
  | "sync_closed";

export interface DocumentedCode {
  readonly code: number;
  readonly status: number;
  readonly meaning: DocumentedMeaning;
}

/** Codes without a documented status are given the one of refusals. */
const documented: Readonly<Record<DocumentedMeaning, Readonly<Record<number, readonly number[]>>>> = {
  rate: { 400: [4, 17, 613, 80007, 130429, 131056] },
  slow: { 400: [133016] },
  temporary: { 400: [1, 2494100], 500: [131000, 131016, 131057], 503: [2, 133004] },
  token: { 401: [0, 102, 190] },
  permission: { 403: [10, 131005, 200, 203, 210, 240, 278, 294, 299], 500: [3] },
  policy: { 400: [131048], 403: [368, 130497, 131031] },
  input: {
    400: [
      ...[33, 100, 130472, 131008, 131009, 131021, 131026, 131037, 131042, 131047, 131049, 131050, 131051, 131052],
      ...[131053, 131055, 131060, 131062, 131063, 131064],
      ...[132000, 132005, 132007, 132012, 132015, 132016, 132068, 132069],
      ...[133005, 133006, 133008, 133009, 133010, 133015, 134011, 134100, 134101, 135000],
      ...[147001, 147002, 147003, 147004, 147005, 200005, 200006, 200007, 1752041],
      ...[2388001, 2388012, 2388019, 2388040, 2388047, 2388072, 2388073, 2388093, 2388103, 2388293, 2388299],
      ...[2593079, 2593085, 2593109],
    ],
    404: [132001],
    500: [131045, 133000, 134102],
  },
  sync_requested: { 400: [2593107] },
  sync_closed: { 400: [2593108] },
};

export const documentedCodes: readonly DocumentedCode[] = Object.entries(documented).flatMap(([meaning, byStatus]) =>
  Object.entries(byStatus).flatMap(([status, codes]) =>
    codes.map((code) => ({ code, status: Number(status), meaning: meaning as DocumentedMeaning })),
  ),
);
