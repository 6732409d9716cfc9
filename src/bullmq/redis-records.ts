import type { Records } from "./records.ts";

/** What is used of an ioredis connection. */
export interface RedisCommands {
  mget(keys: string[]): Promise<(string | null)[]>;
  hkeys(key: string): Promise<string[]>;
  hget(key: string, field: string): Promise<string | null>;
  hdel(key: string, field: string): Promise<number>;
  eval(script: string, keys: number, ...parameters: string[]): Promise<unknown>;
}

// One script writes all of them or none.
const write = `for i, key in ipairs(KEYS) do redis.call("SET", key, ARGV[i + 1], "PX", ARGV[1]) end`;
// GETDEL is younger than the oldest Redis that BullMQ works with.
const take = `local text = redis.call("GET", KEYS[1])
if text then redis.call("DEL", KEYS[1]) end
return text`;
const replace = `local text = redis.call("HGET", KEYS[1], ARGV[1])
if (text or "") ~= ARGV[2] then return 0 end
redis.call("HSET", KEYS[1], ARGV[1], ARGV[3])
return 1`;

/**
 * Records in Redis.
 *
 * @param remember - for how long they are remembered, in milliseconds.
 */
export function redisRecords(redis: RedisCommands, name: string, remember: number): Records {
  const keyOf = (key: string): string => `${name}:records:${key}`;
  const states = `${name}:synchronizations`;
  const life = String(Math.ceil(remember));
  return {
    async read(keys) {
      if (keys.length === 0) return [];
      return (await redis.mget(keys.map(keyOf))).map((text) => text ?? undefined);
    },
    async write(texts) {
      if (texts.size === 0) return;
      await redis.eval(write, texts.size, ...[...texts.keys()].map(keyOf), life, ...texts.values());
    },
    take: async (key) => ((await redis.eval(take, 1, keyOf(key))) as string | null) ?? undefined,
    stateIds: () => redis.hkeys(states),
    readState: async (id) => (await redis.hget(states, id)) ?? undefined,
    replaceState: async (id, before = "", after) => (await redis.eval(replace, 1, states, id, before, after)) === 1,
    removeState: async (id) => (await redis.hdel(states, id)) > 0,
    // Redis forgets by itself.
    purge: async () => undefined,
  };
}
