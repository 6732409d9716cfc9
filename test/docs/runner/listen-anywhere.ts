import { type AddressInfo, Server } from "node:net";
import { tell } from "./messages.ts";

// Examples listen on port 3000, as a reader would write it. Here every server gets a free port instead.
const { listen } = Server.prototype;

Server.prototype.listen = function listenAnywhere(this: Server, ...parameters: unknown[]): Server {
  const callback = parameters.find((parameter) => typeof parameter === "function") as (() => void) | undefined;
  this.once("listening", () => tell({ type: "listening", port: (this.address() as AddressInfo).port }));
  return listen.call(this, { port: 0, host: "127.0.0.1" }, callback);
} as typeof listen;
