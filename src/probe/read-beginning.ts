// Far more than a challenge has, and nothing that a receiver could fill a memory with.
const longest = 4_096;

/**
 * Reads the beginning of an answer's body, and lets go of the rest.
 *
 * @throws whatever a broken connection throws.
 */
export async function readBeginning(response: Response, signal: AbortSignal): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  // Not awaited: cancelling waits for a server that may never say anything again.
  const letGo = (): void => void reader.cancel().catch(() => undefined);
  // A fetch of the caller's own may not connect the signal with the body.
  signal.addEventListener("abort", letGo, { once: true });
  // It may have answered too late.
  if (signal.aborted) letGo();
  // A byte order mark is part of the body: with one it is not the challenge.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  try {
    let size = 0;
    let text = "";
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      text += decoder.decode(next.value.subarray(0, longest - size), { stream: true });
      size += next.value.byteLength;
      if (size < longest) continue;
      letGo();
      return text;
    }
    return text + decoder.decode();
  } finally {
    signal.removeEventListener("abort", letGo);
  }
}
