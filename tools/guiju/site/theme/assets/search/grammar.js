/* The numbers of provisions in a query, however they are written: guiju/places/grammar.py in JavaScript, by the same
 * patterns. Part of search.js, which loads it. */
"use strict";
const PATTERNS = Object.fromEntries(Object.entries(TABLE.places).map(([name, one]) => [name, new RegExp(one, "iuy")]));
const LAST = -1; // the number of a 末款 or 末项
const LEVELS = "条款项目";
const FIELDS = ["article", "paragraph", "point", "indent"];
const TO = new Set(["至", "到", "~", "-", "—", "——", "to", "through"]);

/** What a pattern matches at a place of the text. */
function matchAt(name, text, at) {
  PATTERNS[name].lastIndex = at;
  return PATTERNS[name].exec(text);
}

/** A text as its citations are read: narrow, simplified, in lower case, without spaces beside Chinese; and the place of
 *  each of its characters in the source. */
function plainOf({ traditional }, source) {
  const [places, sources] = [[], [...source]];
  let [text, at, gap] = ["", 0, -1];
  for (const one of sources) {
    const code = one.codePointAt(0);
    const even = code > 0xff00 && code < 0xff5f ? String.fromCodePoint(code - 0xfee0) : TABLE.pairs[one];
    const character = (even ?? traditional.characters.get(one) ?? one).toLowerCase();
    if (/\s/.test(one)) gap = gap < 0 ? at : gap;
    else if (one.replace(UNSEEN, "") && character.length === 1) {
      if (gap >= 0 && text && text.at(-1) < "\x7f" && character < "\x7f") {
        text += " ";
        places.push(gap);
      }
      gap = -1;
      text += character;
      places.push(at);
    }
    at += one.length;
  }
  return { text, places: [...places, at] };
}

// ---- numbers of provisions, one after another -----------------------------------------------------------------------

/** The numbers from `at` on, each with its unit: [{number, inserted, unit, start, end, goesOn, joint, loose}]. */
function* elementsFrom(text, at) {
  let section = ""; // the last level of what is written with §, whose brackets go on: §21(2), (3)
  for (let first = true; ; first = false) {
    const joint = first ? "" : matchAt("between", text, at)[0];
    const goesOn = !first && !joint;
    const start = at + joint.length + (goesOn ? matchAt("down", text, at)[0].length : 0);
    const others =
      otherElement(text, start, goesOn, joint) ?? (goesOn ? [] : inLevels(text, start, joint, false, section !== ""));
    if (others.length) {
      yield* others;
      at = others.at(-1).end;
      section = others[0].isSection ? others.at(-1).unit : "";
      continue;
    }
    const found = matchAt("element", text, start);
    const alone = !found && !first && matchAt("inserted", text, start);
    if (alone) {
      const end = start + alone[0].length;
      yield { number: 0, inserted: number(alone.groups.inserted), unit: "之", start, end, goesOn: false, joint: "" };
      at = end;
      continue;
    }
    if (!found) return;
    const parts = found.groups;
    if (Boolean(parts.open) !== Boolean(parts.close) || (first && !parts.first && parts.open)) return;
    const end = start + found[0].length;
    const isPoint = parts.open && !first && !matchAt("shared_unit", text, end);
    const unit = parts.unit ?? (isPoint ? (section === "款" ? "款" : "项") : null);
    if (goesOn && !(parts.first || parts.open || matchAt("digits_down", text, at)) && start === at) return;
    const one = {
      number: number(parts.number),
      inserted: parts.inserted && number(parts.inserted),
      unit,
      start,
      end,
      goesOn,
      joint,
    };
    const last = parts.hyphen && number(parts.hyphen);
    if (last > one.number) yield* [one, { ...one, number: last, goesOn: false, joint: "-" }];
    else yield last ? { ...one, inserted: last } : one;
    at = end;
    if (parts.unit) section = "";
  }
}

/** 附件一; 末款; ② behind 第十九条, which may be a 款 or a 项, or behind 第二款. */
function otherElement(text, start, goesOn, joint) {
  const found = matchAt("other", text, start);
  if (!found) return null;
  const { annex, last, circled } = found.groups;
  const one = { start, end: start + found[0].length, goesOn, joint };
  if (annex) return [{ ...one, unit: "附", number: /[a-z]/.test(annex) ? annex.charCodeAt(0) - 96 : number(annex) }];
  if (last) return [{ ...one, unit: last, number: LAST }];
  return goesOn ? [{ ...one, unit: "○", number: circled.charCodeAt(0) - 0x245f, joint: "" }] : null;
}

/** 第27(3)条, §27(3), Art. 27, after the name of a law also 27(3) alone, as behind §21; of §19-23 both ends. */
function inLevels(text, start, joint, isBare, isBehind = false) {
  const isWhole = isBare || matchAt("section_sign", text, start);
  const inBrackets = matchAt("in_brackets", text, start);
  const isSection = !inBrackets && Boolean(isWhole || isBehind);
  const found = inBrackets ?? (isSection && matchAt("section", text, start));
  if (!found || (isSection && !isWhole && !found.groups.paragraph)) return [];
  const { article, hyphen, paragraph, point } = found.groups;
  const one = { start, end: start + found[0].length };
  const whole = { ...one, unit: "条", number: Number(article), goesOn: false, joint, isSection };
  const isRange = Number(hyphen) > whole.number;
  const articles = isRange
    ? [whole, { ...whole, number: Number(hyphen), joint: "-" }]
    : [{ ...whole, inserted: Number(hyphen) || undefined }];
  const below = [
    ["款", paragraph, !point],
    ["项", point, false],
  ].filter(([, digits]) => digits);
  return [
    ...articles,
    ...below.map(([unit, digits, loose]) => ({ ...one, unit, number: Number(digits), goesOn: true, joint: "", loose })),
  ];
}

/** 第二十一、二十三条: the first has the unit of the second. What has none at the end is not part of the run. */
function withUnits(elements) {
  let unit = null;
  const known = [];
  for (const element of elements.reverse()) {
    if (LEVELS.includes(element.unit ?? "?")) unit = element.unit;
    if (element.unit ?? unit) known.unshift(element.unit ? element : { ...element, unit });
  }
  return known;
}

/** The places that are named one after another from `at` on, in Chinese or with §: [{place, start, end, endsRange}]. */
function placesFrom(text, at, elements = [...elementsFrom(text, at)]) {
  const all = [];
  let [place, level, open] = [{}, -1, null];
  const close = () => open && all.push({ ...open, place });
  for (const element of withUnits(elements)) {
    const { unit: written, number: value, goesOn, start, end } = element;
    if (written === "之") {
      close();
      [place, level, open] = [{ article: place.article, inserted: element.inserted }, 0, { start, end }];
      continue;
    }
    const unit = written === "○" ? (level === 0 ? "款" : "项") : written;
    let now = LEVELS.indexOf(unit);
    const isTaiwan = goesOn && level === 2 && now === 1 && !place.paragraph; // where 項 and 款 change places
    if (open && !(goesOn && (now > level || isTaiwan))) {
      close();
      open = null;
    }
    open ??= { start, endsRange: TO.has(element.joint) };
    if (isTaiwan) [place, now] = [{ ...place, paragraph: place.point, point: value }, 2];
    else if (now < 0) place = { annex: value };
    else if (now === 0)
      place = { article: value, inserted: element.inserted, annex: level < 0 ? place.annex : undefined };
    else {
      const kept = Object.fromEntries(Object.entries(place).filter(([name]) => !FIELDS.slice(now).includes(name)));
      place = { ...kept, [FIELDS[now]]: value, loose: element.loose || written === "○" };
    }
    [level, open.end] = [now, end];
  }
  close();
  return all;
}

/** The places of 21(1) and 23, from `at` on, behind Article. */
function englishFrom(text, at) {
  const all = [];
  for (let [found, joint] = [matchAt("english", text, at), ""]; found;) {
    const { article, inserted, paragraph, point, named, item, indent } = found.groups;
    const [start, end, endsRange] = [found.index, found.index + found[0].length, TO.has(joint.trim())];
    const numbers = [named ?? paragraph, named && paragraph ? paragraph : (point ?? item), indent].map((one) =>
      one ? Number(one) : undefined,
    );
    const place = {
      article: Number(article),
      inserted: inserted && Number(inserted),
      loose: Boolean(paragraph && !(point || item || named)),
    };
    FIELDS.slice(1).forEach((name, i) => (place[name] = numbers[i]));
    if (place.inserted > place.article) {
      all.push({ place: { article: place.article }, start, end, endsRange });
      all.push({ place: { article: place.inserted }, start, end, endsRange: true });
    } else all.push({ place, start, end, endsRange });
    const goesOn = text[end - 1] === ")" && !indent && !(place.inserted > place.article);
    let last = end;
    for (let more = goesOn && matchAt("one_more", text, last); more; more = matchAt("one_more", text, last)) {
      const from = last + more.groups.joint.length;
      const further = { ...place, [place.point ? "point" : "paragraph"]: Number(more.groups.number) };
      last += more[0].length;
      all.push({ place: further, start: from, end: last, endsRange: TO.has(more.groups.joint.trim()) });
    }
    const and = matchAt("english_and", text, last);
    joint = and?.[0] ?? "";
    found = and && matchAt("english", text, last + joint.length);
  }
  return all;
}
