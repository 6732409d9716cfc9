import type { Random } from "./random.ts";

// Invented small talk of a shop. Accents, emoji and slashes are there because they are what escaping is about.
const sentences = [
  "Good morning! Is the shop open on Sunday?",
  "Yes, from eight until noon. The café opens at nine. ☕",
  "Could you keep two loaves of rye bread for me, please?",
  "Of course. I put your name on them.",
  "How much is the large cake on https://bakery.example/cakes/large?",
  "32.50, and we need it ordered two days before. 🎂",
  "My sister would like the one with the cherries, but without sugar, if that can be done.",
  "That works. We did one like it last week, and nobody noticed the difference.",
  "¿Está abierto mañana por la tarde?",
  "Sí, hasta las seis.",
  "Können wir die Brötchen am Samstag schon um 6 Uhr abholen?",
  "Gerne, klopfen Sie bitte hinten an die Tür. 🥐",
  "Thank you so much! 🙏",
  "See you on Friday then.",
  "The invoice is attached, please pay it by 30/11.",
  "Paid. Tell me when it has arrived, I will come by on my way home from work.",
] as const;

/** @internal */
export function sayAnything(random: Random): string {
  return Array.from({ length: 1 + random.below(3) }, () => random.pick(sentences)).join(" ");
}
