// A Nest application with the module, on the platform that the argument names, called over HTTP as Meta calls it. It
// prints what came of it.
import "reflect-metadata";
import { Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { Coexistence } from "whatsapp-coexistence";
import { CoexistenceModule } from "whatsapp-coexistence/nest";
import { signMeta } from "whatsapp-coexistence/testing";

const appSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const body = '{"entry":[{"changes":[{"field":"account_update","value":{"event":"ACCOUNT_OFFBOARDED"}}]}]}';

class AppModule {}
Module({
  imports: [CoexistenceModule.forRoot({ appSecret, verifyToken: "my-token", path: "webhook", logger: false })],
})(AppModule);

const [, , platform] = process.argv;
const { ExpressAdapter, FastifyAdapter } = await import(`@nestjs/platform-${platform}`);
const adapter = platform === "fastify" ? new FastifyAdapter() : new ExpressAdapter();
const app = await NestFactory.create(AppModule, adapter, { logger: false });
const events = [];
app.get(Coexistence).onAny(({ type }) => void events.push(type));
await app.listen(0, "127.0.0.1");

const url = `http://127.0.0.1:${app.getHttpServer().address().port}/webhook`;
const post = async (secret) => {
  const headers = { "x-hub-signature-256": signMeta(body, secret), "content-type": "application/json" };
  return (await fetch(url, { method: "POST", body, headers })).status;
};
const challenge = await (await fetch(`${url}?hub.mode=subscribe&hub.verify_token=my-token&hub.challenge=31415`)).text();
const genuine = await post(appSecret);
const forged = await post("another-secret-of-somebody");
console.log(JSON.stringify({ module: CoexistenceModule.name, challenge, genuine, forged, events }));
await app.close();
