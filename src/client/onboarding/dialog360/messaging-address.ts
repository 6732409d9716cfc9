/**
 * Where the messaging API is, as the answer to the minting of a key said. The key goes there, so a host that is not
 * 360dialog's is passed over.
 */
export function messagingAddress(address: string | undefined): string | undefined {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
  const isTheirs = url?.protocol === "https:" && url.hostname.endsWith(".360dialog.io");
  return isTheirs ? url.origin : undefined;
}
