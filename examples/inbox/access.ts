import type { MiddlewareHandler } from "hono";

const thisMachine = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Lets only this machine see the page. A tunnel or a proxy on it connects from this machine as well: it is known by the name
 * that was asked for, or by the headers it adds. So is a page elsewhere whose name was made to lead here. A tunnel that hands
 * on bare TCP adds nothing, and whoever comes through it can write any name: use a password there.
 */
export const onlyThisMachine: MiddlewareHandler = async ({ req, text }, next) => {
  const host = req.header("host") ?? new URL(req.url).host;
  const isForwarded = Object.keys(req.header()).some((name) => name === "forwarded" || name.startsWith("x-forwarded-"));
  if (thisMachine.test(host) && !isForwarded) return next();
  return text("Without a password the inbox can be seen on this machine only.", 403);
};
