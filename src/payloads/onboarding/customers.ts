import type { Customer } from "../../model/index.ts";
import type { Random } from "../random.ts";

const firstNames = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Radia", "Dennis", "Frances", "Ken"];
const lastNames = ["Example", "Sample", "Invented", "Muster", "Ejemplo", "Exemple"];

/**
 * Makes the customers of a business. The last of three or more has a username and no known number.
 *
 * @internal
 */
export function inventCustomers(random: Random, count: number): Customer[] {
  return Array.from({ length: count }, (_, index): Customer => {
    const profileName = `${firstNames[index % firstNames.length]} ${random.pick(lastNames)}`;
    const userId = `US.${10_000_000_000 + random.below(1_000_000_000)}${String(index).padStart(6, "0")}`;
    return count >= 3 && index === count - 1
      ? { userId, profileName, username: `invented.name.${index}` }
      : { waId: String(15_550_200_000 + index * 37), userId, profileName };
  });
}
