// The search of a rendered site: what MkDocs would do here in a worker of its own, which finds no Chinese. It reads the
// index that MkDocs writes (search_index.json: {config, docs: [{location, title, text}]}) and answers its search box:
// {init: true} with {config} and {allowSearch: true}, {query} with {results}. Words are ranked by how rare they are;
// a word is what is written with letters or digits, or two Chinese characters that stand together.

/** @typedef {{location: string, title: string, text: string}} Doc */

const MOST = 50;
const TITLE = 2;
const SUMMARY = 200;

/** @type {{doc: Doc, title: string, text: string}[]} */
let entries = [];

/** The words of a query. @param {string} query @returns {string[]} */
function words(query) {
  const found = new Set();
  for (const run of query.toLowerCase().match(/[\u3400-\u9fff]+|[\p{L}\p{N}]+/gu) ?? []) {
    const pairs = /[\u3400-\u9fff]/.test(run) && run.length > 1 ? run.length - 1 : 0;
    for (let at = 0; at < pairs; at += 1) found.add(run.slice(at, at + 2));
    if (!pairs) found.add(run);
  }
  return [...found];
}

/** The best docs for a query, each with what it says around the first word. @param {string} query */
function search(query) {
  const sought = words(query);
  const scores = entries.map(() => 0);
  const usual = entries.reduce((sum, { text }) => sum + text.length, 1) / (entries.length || 1);
  for (const word of sought) {
    const having = entries.flatMap(({ title, text }, at) => (title.includes(word) || text.includes(word) ? [at] : []));
    const rarity = Math.log(1 + entries.length / (having.length || 1));
    for (const at of having) {
      const { title, text } = entries[at];
      const times = text.split(word).length - 1;
      const often = times / (times + 0.5 + text.length / usual);
      scores[at] += rarity * (often + (title.includes(word) ? TITLE / (1 + title.length / 10) : 0));
    }
  }
  const ranked = entries.map((entry, at) => ({ entry, score: scores[at] })).filter(({ score }) => score > 0);
  ranked.sort((one, other) => other.score - one.score);
  const pages = new Set(); // of which the best place is shown
  const once = ranked.filter(({ entry: { doc } }) => pages.size < pages.add(doc.location.split("#")[0]).size);
  return once.slice(0, MOST).map(({ entry: { doc, text } }) => {
    const first = Math.min(...sought.map((word) => text.indexOf(word)).filter((at) => at >= 0), text.length);
    const start = Math.max(0, first < text.length ? first - SUMMARY / 4 : 0);
    return { ...doc, summary: doc.text.slice(start, start + SUMMARY) };
  });
}

onmessage = async ({ data }) => {
  if (data.init) {
    const index = await (await fetch("search_index.json")).json();
    entries = index.docs.map((/** @type {Doc} */ doc) => ({
      doc,
      title: doc.title.toLowerCase(),
      text: doc.text.toLowerCase(),
    }));
    postMessage({ config: index.config });
    postMessage({ allowSearch: true });
  } else if (data.query) {
    postMessage({ results: search(data.query) });
  }
};
