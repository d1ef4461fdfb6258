/* Numbers and periods, however they are written. Part of search.js, which loads it. */
"use strict";
const UNITS = { 十: 10, 百: 100, 千: 1000 };
const TENS = { 廿: 20, 卅: 30, 卌: 40 };
const DIGITS = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const NUMBERED = /[0-9零〇一二两三四五六七八九十百千廿卅]/; // what cites has a number
const NUMERAL = "[0-9零〇一二两三四五六七八九十百千]+";
const ENGLISH_NUMBERS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(" ");

/** 十五 → 15, 一千零五 → 1005, 12 → 12. */
function number(text) {
  let [total, digit] = [0, 0];
  for (const character of text) {
    const unit = UNITS[character];
    if (TENS[character]) total += TENS[character];
    else if (unit) [total, digit] = [total + (digit || 1) * unit, 0];
    else digit = digit * 10 + (DIGITS[character] ?? Number(character));
  }
  return total + digit;
}

/** 15 → 十五, 1005 → 一千零五; below ten thousand. */
function numeral(value) {
  const signs = "零一二三四五六七八九";
  let text = "";
  for (const [sign, unit] of [...Object.entries(UNITS).reverse(), ["", 1]]) {
    const digit = Math.floor(value / unit) % 10;
    if (digit) text += signs[digit] + sign;
    else if (text && value % unit && !text.endsWith("零")) text += "零";
  }
  return text.replace(/^一十/, "十") || "零";
}

const COUNTED = "个|人|天|日|月|年|周|元|次|户|万|小时|名|条";
/** The same with its numbers written the other way: 30人 → 三十人, 六个月 → 6个月. */
function otherNumerals(words) {
  const chinese = words.replace(/(?<![0-9])(?!0[0-9])[0-9]{1,4}(?=\p{sc=Han})/gu, (digits) => numeral(Number(digits)));
  const arabic = words.replace(new RegExp(`[一二两三四五六七八九十百千零]+(?=${COUNTED})`, "gu"), (text) =>
    number(text),
  );
  return [chinese, arabic].filter((other) => other !== words);
}

const CHINESE_PERIOD = new RegExp(`(?:(?<![0-9])(?!0[0-9])(${NUMERAL})|半)(个月|天|日|年|周|个?星期)`, "gu");
const ENGLISH_PERIOD = /(?:(\d+)|(half an?|[a-z]+))[ -](day|week|month|year)s?(?![a-z])/g;
const DAYS = { 天: 1, 日: 1, day: 1, 周: 7, 星期: 7, 个星期: 7, week: 7 };
const MONTHS = { 个月: 1, month: 1, 年: 12, year: 12 };

/** A period as others may write it: 180天 → 六个月, six months, … . A month has 30 days here: to find, not to reckon. */
function periodsLike(count, unit) {
  const months = MONTHS[unit] ? count * MONTHS[unit] : (count * DAYS[unit]) / 30;
  const days = MONTHS[unit] ? months * 30 : count * DAYS[unit];
  const written = (value, chinese, english) => {
    if (!Number.isInteger(value) || value < 1 || value > 9999) return [];
    const inWords = ENGLISH_NUMBERS[value]
      ? [`${ENGLISH_NUMBERS[value]} ${english}`, `${ENGLISH_NUMBERS[value]} ${english}s`]
      : [];
    const both = chinese.flatMap((one) => [`${value}${one}`, `${numeral(value)}${one}`]);
    return [...both, `${value} ${english}`, `${value} ${english}s`, ...inWords];
  };
  return [
    ...written(days, ["天", "日"], "day"),
    ...written(days / 7, ["周", "个星期"], "week"),
    ...written(months, ["个月"], "month"),
    ...written(months / 12, ["年"], "year"),
    ...(months === 6 ? ["半年", "half a year"] : []),
  ];
}

/** The periods in a query: [what is written, the same unit in other numerals, others that mean it]. */
function periodsIn(query) {
  const period = (text, count, unit) => {
    const forms = count > 0 ? periodsLike(count, unit) : [];
    const same = forms.filter((form) => form.replace(/s$/, "").endsWith(unit) && !/^半|^half/.test(form));
    return [text, same, forms];
  };
  const chinese = [...query.matchAll(CHINESE_PERIOD)].map(([text, digits, unit]) =>
    period(text, digits ? number(digits) : 0.5, unit),
  );
  const english = [...query.matchAll(ENGLISH_PERIOD)].map(([text, digits, word, unit]) =>
    period(text, digits ? Number(digits) : word.startsWith("half") ? 0.5 : ENGLISH_NUMBERS.indexOf(word), unit),
  );
  return [...chinese, ...english].filter(([, , forms]) => forms.length);
}
