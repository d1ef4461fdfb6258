/* Chinese cut into words that stand somewhere. Part of search.js, which loads it. */
"use strict";
/** What a piece of the text costs if it stays whole; null where it stands nowhere, as where its beginning does not. */
function costAlone(index, text, piece, costs) {
  if (EMPTY_WORDS.has(piece)) return 0.1;
  if (index.lexicon.has(piece)) return 0.8;
  const isHopeless = UNCOUNTED.test(piece) && costs.get(piece.slice(0, -1)) === null;
  if (piece === text || isHopeless || /[的了吗呢]/.test(piece) || !stands(index, piece)) return null;
  if (piece.length === 1) return 2.2;
  if (piece.length > 4) return 1 + 0.45 * (piece.length - 4); // names in a row are parted
  return ASKING.test(piece) ? 1.3 : 1;
}

/** piece → its cost in this text, {cost}; null where it has none. */
function pricesIn(index, text) {
  const costs = new Map();
  return (piece) => {
    if (!costs.has(piece)) costs.set(piece, costAlone(index, text, piece, costs));
    return costs.get(piece) === null ? null : { cost: costs.get(piece) };
  };
}

/** Whether no character is left alone that says something. */
const isSound = (cuts) => cuts.every(({ text }) => text.length > 1 || EMPTY_WORDS.has(text));

/** Chinese in as few pieces as possible that stand somewhere; names are preferred, then slips of the hand are allowed
 *  for. A number or a Latin word stays whole. */
function cut(index, text) {
  const priced = pricesIn(index, text);
  const whole = cheapest(text.match(ATOM), priced);
  if (isSound(whole) || text.match(ATOM).length > LONGEST_SLIP) return whole;
  const withSlips = (piece) => {
    const known = whole.find((one) => one.text === piece && piece.length > 1) ?? priced(piece);
    if (known) return { cost: known.cost };
    const guesses = /[的了吗呢]/.test(piece) ? [] : slipsOf(index, piece);
    return guesses.length ? { cost: 1.6, guesses } : null;
  };
  // A slip is looked for beside a long name, not in it: 新旧 beside 治安管理处罚法.
  const runs = [[]];
  for (const one of whole) {
    if (one.text.length > 3 && index.lexicon.has(one.text)) runs.push(one, []);
    else runs.at(-1).push(one.text);
  }
  const slipped = (run) => cheapest(run.join("").match(ATOM) ?? [], withSlips);
  return runs.flatMap((run) => (Array.isArray(run) ? slipped(run) : [run]));
}

/** The pieces of least cost in which the atoms can be cut: [{text, cost, guesses}]. What has no cost stays alone. */
function cheapest(atoms, costOf) {
  const best = [{ cost: 0, list: [] }];
  for (let end = 1; end <= atoms.length; end++) {
    for (let start = Math.max(0, end - LONGEST_PIECE); start < end; start++) {
      const text = atoms.slice(start, end).join("");
      const found = costOf(text) ?? (end - start === 1 ? { cost: 3 } : null);
      if (!found) continue;
      const cost = best[start].cost + found.cost - 0.001 * text.length ** 2;
      if (!best[end] || cost < best[end].cost) best[end] = { cost, list: [...best[start].list, { text, ...found }] };
    }
  }
  return best.at(-1).list;
}

/** Chinese with two neighbouring characters swapped, where it falls into words only so and these two into names: 骂辱交警
 *  → 辱骂交警; "" elsewhere. */
function withoutSwap(index, text) {
  const cutOf = (one) => cheapest(one.match(ATOM), pricesIn(index, one));
  const typed = text.length < 3 || text.length > LONGEST_PIECE ? [] : cutOf(text);
  if (isSound(typed)) return "";
  const isName = ({ text: piece }) => index.lexicon.has(piece);
  const isSure = (one) => one.text.length > 1 && (isName(one) || EMPTY_WORDS.has(one.text));
  const sure = typed.flatMap((one) => [...one.text].fill(isSure(one)));
  let [best, least] = ["", Infinity];
  for (let at = 1; at < text.length; at++) {
    if (sure[at - 1] || sure[at]) continue;
    const swapped = text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1);
    const cuts = cutOf(swapped);
    let end = 0;
    const changed = cuts.filter((one) => (end += one.text.length) >= at && end - one.text.length <= at);
    const cost = cuts.reduce((sum, one) => sum + one.cost, 0);
    if (cost < least && isSound(cuts) && changed.every(isName)) [best, least] = [swapped, cost];
  }
  return best;
}
