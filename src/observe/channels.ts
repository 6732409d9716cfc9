import type { Observation, Observer } from "./observation.ts";

type Channels = typeof import("node:diagnostics_channel");

/**
 * Publishes observations on the channels `whatsapp-coexistence:answered`, `whatsapp-coexistence:delivered` and so on of
 * `node:diagnostics_channel`, where there is one. It is asked for instead of imported, so that the package loads everywhere.
 */
export function publishOnChannels(): Observer {
  const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
  const diagnostics = process?.getBuiltinModule?.("node:diagnostics_channel") as Channels | undefined;
  if (diagnostics === undefined) return () => undefined;
  const channelOf = (name: Observation["name"]) => diagnostics.channel(`whatsapp-coexistence:${name}`);
  const channels = {
    answered: channelOf("answered"),
    delivered: channelOf("delivered"),
    failed: channelOf("failed"),
    given_up: channelOf("given_up"),
    repeated: channelOf("repeated"),
    backlog: channelOf("backlog"),
  };
  return (observation) => {
    const channel = channels[observation.name];
    if (channel.hasSubscribers) channel.publish(observation);
  };
}
