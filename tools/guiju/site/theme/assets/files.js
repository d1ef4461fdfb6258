// Files that a reader saves, and reads in again.

export const LARGEST = 8 * 1024 * 1024; // bytes; guiju assess reads no more either
/** Why a file is not taken: the key of the words that say so, and what fills their blanks. */
export class Refused extends Error {
  constructor(key, values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const RAW_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
/** JSON that YAML reads as the same values: what YAML would not take raw is escaped. */
export function written(value) {
  const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value, null, 2).replace(RAW_IN_YAML, escaped)}\n`;
}
