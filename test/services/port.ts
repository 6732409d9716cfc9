import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * A port on 127.0.0.1 that nobody listens on. Below those that the system gives to outgoing connections: there, a client
 * that tries to reach a stopped server could take its port, or even meet itself.
 */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
