// What was searched for on this device, the newest first: kept in this browser only, until it is forgotten.

import { attempt } from "../attempt.js";

const KEY = "guiju.searches";
const MOST = 5;

/** The last words that led somewhere. @returns {string[]} */
export const recent = () => {
  const kept = attempt(() => JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST) : [];
};

/** Keep these words as the newest. @param {string} words */
export const keep = (words) =>
  attempt(() => {
    const others = recent().filter((one) => one !== words);
    localStorage.setItem(KEY, JSON.stringify([words, ...others].slice(0, MOST)));
  });

export const forget = () => attempt(() => localStorage.removeItem(KEY));
