// A proof that holds, with a part that is left out.
process.send?.({ kind: "progress", line: "half of it" });
process.send?.({ kind: "leftOut", line: "the other half" });
process.send?.({ kind: "held", figures: [{ what: "size", value: process.argv[3] }] }, () => process.exit(0));
