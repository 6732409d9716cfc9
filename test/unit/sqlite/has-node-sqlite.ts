import process from "node:process";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

/** Whether this Node has to have `node:sqlite`, by its number: asking the library would hide that it does not find it. */
export const hasNodeSqlite = major > 22 || (major === 22 && minor >= 13);

/** Whether its databases can be told to give other rows as well. */
export const hasRowOptions = major >= 24;
