/** What one can ask for: a service that answers, or the program that a test starts for itself. */
export type WantedName = "redis" | "postgres" | "redis-server" | "postgres-server";

/**
 * Asks a desk for the place of something. An empty one says that it is missing.
 *
 * @param part The part of the tests that is left out then.
 * @throws Error with what the desk says, where something missing is an error or a search has failed.
 */
export async function askDesk(desk: string, name: WantedName, part: string): Promise<string> {
  const response = await fetch(`${desk}/${name}`, { method: "POST", body: part });
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}
