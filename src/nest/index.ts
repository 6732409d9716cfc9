/**
 * Mounts the receiver in NestJS 11 and 12, on Express and on Fastify.
 *
 * @module
 * @example
 * ```ts
 * import { Module } from "@nestjs/common";
 * import { NestFactory } from "@nestjs/core";
 * import { Coexistence } from "whatsapp-coexistence";
 * import { CoexistenceModule } from "whatsapp-coexistence/nest";
 *
 * class AppModule {}
 * Module({
 *   imports: [
 *     CoexistenceModule.forRoot({ appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" }),
 *   ],
 * })(AppModule); // or, with decorators: @Module({ … }) class AppModule {}
 *
 * const app = await NestFactory.create(AppModule);
 * app.get(Coexistence).onMessage(({ message }) => console.log(message.type));
 * await app.listen(3000); // Meta's callback URL is …/webhook
 * ```
 */

export { CoexistenceModule } from "./coexistence-module.ts";
export type { CoexistenceModuleAsyncOptions, CoexistenceModuleOptions } from "./module-options.ts";
