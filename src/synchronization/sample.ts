import { hashText, hashValues } from "./hash-text.ts";

/**
 * The smallest hashes of a set of messages, at most {@link sampleSize} of them, each in eight characters, in order, as
 * one text.
 *
 * It counts without being told twice: the same message has the same hash, and which hashes are the smallest depends
 * neither on the order nor on repetitions, nor on how a chunk was cut. What was left out once is never needed again,
 * because the largest hash that is kept only ever gets smaller. A set of all ids would do the same and grow with the
 * history; a counter would be small and count repetitions.
 *
 * @internal
 */
export type Sample = string;

/**
 * Up to this many messages are counted exactly. More are estimated from how close together their smallest hashes lie,
 * with a standard error of 6 %.
 *
 * @internal
 */
export const sampleSize = 256;

const width = 8;

/**
 * The sample of messages with these ids.
 *
 * @internal
 */
export function sampleOf(ids: readonly string[]): Sample {
  const hashes = new Float64Array(ids.length);
  for (let index = 0; index < ids.length; index++) hashes[index] = hashText(ids[index] as string);
  let sample = "";
  let kept = 0;
  let previous = -1;
  for (const hash of hashes.sort()) {
    if (hash === previous) continue;
    // Padded, so that the order of the texts is the order of the numbers.
    sample += hash.toString(32).padStart(width, "0");
    previous = hash;
    if (++kept === sampleSize) break;
  }
  return sample;
}

/**
 * The sample of two sets of messages together.
 *
 * @internal
 */
export function joinSamples(left: Sample, right: Sample): Sample {
  if (right === "" || left === right) return left;
  if (left === "") return right;
  return smallestOf(left, right);
}

/**
 * Cuts samples of sets that overlap to the smallest hashes of all of them, so that they can be compared.
 *
 * @internal
 */
export function alignSamples(left: Sample, right: Sample): [left: Sample, right: Sample] {
  const both = smallestOf(left, right);
  if (both.length < sampleSize * width) return [left, right];
  const largest = both.slice(-width);
  return [cutAfter(left, largest), cutAfter(right, largest)];
}

/**
 * The hashes of a sample, in order.
 *
 * @internal
 */
export function hashesIn(sample: Sample): string[] {
  return Array.from({ length: sample.length / width }, (_, index) => sample.slice(index * width, (index + 1) * width));
}

/**
 * How many messages one message of a sample stands for. 1 says that the sample holds all of them.
 *
 * @internal
 */
export function scaleOf(sample: Sample): number {
  const hashes = hashesIn(sample);
  if (hashes.length < sampleSize) return 1;
  const largest = (Number.parseInt(hashes.at(-1) as string, 32) + 1) / hashValues;
  return (sampleSize - 1) / largest / sampleSize;
}

// Both are in order, so the smallest of both are found by going along them.
function smallestOf(left: Sample, right: Sample): Sample {
  let both = "";
  let inLeft = 0;
  let inRight = 0;
  while (both.length < sampleSize * width && (inLeft < left.length || inRight < right.length)) {
    const leftHash = left.slice(inLeft, inLeft + width);
    const rightHash = right.slice(inRight, inRight + width);
    const isLeft = rightHash === "" || (leftHash !== "" && leftHash <= rightHash);
    both += isLeft ? leftHash : rightHash;
    if (isLeft) inLeft += width;
    if (!isLeft || leftHash === rightHash) inRight += width;
  }
  return both;
}

function cutAfter(sample: Sample, largest: string): Sample {
  let end = sample.length;
  while (end > 0 && sample.slice(end - width, end) > largest) end -= width;
  return sample.slice(0, end);
}
