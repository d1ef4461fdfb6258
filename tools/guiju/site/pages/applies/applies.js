// What applies to the service that the answers describe. Tables have it for every combination of answers: here it is
// looked up and shown, never reasoned.

import { fill, make, setNote, setText } from "../elements.js";
import { download, written } from "../files.js";
import { Kept } from "../kept.js";

/** The outcome of a table for `answers`, of each question the number of its answer; 0: left open. */
export function outcome(given, { asks, outcomes, at }, answers) {
  const place = asks.reduce((sum, ask) => sum * (given.questions[ask].values.length + 1) + answers[ask], 0);
  return outcomes[at[place]];
}

/** [{rule, answer, duties: [{record, state, reason, open}]}] */
export function appliesTo(given, answers) {
  return given.rules.map((rule) => ({
    rule,
    ...outcome(given, rule, answers),
    duties: rule.duties.flatMap((group) => {
      const told = outcome(given, group, answers);
      return group.records.map((record) => ({ record, ...told }));
    }),
  }));
}

const STATES = ["applies", "event", "open", "not"];
const ANSWERS = ["yes", "open", "no"];
const count = (items, key, value) => items.filter((item) => item[key] === value).length;
const counts = (items, key, values) => Object.fromEntries(values.map((value) => [value, count(items, key, value)]));
const link = ({ href, label, title }) => make("a", { href }, label ?? title);

// What one answer changed, a text for each rule.
function* changes({ words }, before, now) {
  for (const [place, one] of now.entries()) {
    const old = before[place];
    const { title } = one.rule;
    const different = one.duties.filter(({ state }, at) => state !== old.duties[at].state).length;
    if (one.answer !== old.answer) {
      const states = { before: words[`answer.${old.answer}`], after: words[`answer.${one.answer}`] };
      yield fill(words.change, { rule: title, ...states });
    }
    if (different) yield fill(words.change_of_duties, { rule: title, count: different });
  }
}

class Result {
  constructor(root, given) {
    this.given = given;
    this.words = given.words;
    this.said = given.said;
    this.one = (name) => root.querySelector(`[data-${name}]`);
    this.sentences = root.querySelectorAll("[data-sentence]");
  }
  show(told, answers, texts) {
    const { words, said } = this;
    const known = told.some(({ answer }) => answer !== "open");
    const sentence = fill(said.sentence, { total: told.length, ...counts(told, "answer", ANSWERS) });
    const answered = answers.filter(Boolean).length;
    const progress = fill(words.progress, { count: answered, total: answers.length });
    setText(this.sentences[0], `${progress} · ${sentence}`);
    setText(this.sentences[1], known ? sentence : said.nothing);
    const sorted = ANSWERS.flatMap((answer) => told.filter((one) => one.answer === answer));
    this.one("rules").replaceChildren(...sorted.map((one) => this.rule(one)));
    this.one("registrations").replaceChildren(...this.registrations(told));
    const pairs = texts.map(([question, answer]) => make("li", {}, `${question} ${answer}`));
    this.one("answers").replaceChildren(make("h3", {}, words.answers), make("ul", {}, ...pairs));
  }
  rule(one) {
    const { words } = this;
    const answer = make(
      "span",
      { class: `applies__answer applies__answer--${one.answer}` },
      words[`answer.${one.answer}`],
    );
    const about = [];
    const parties = one.parties.flatMap((party, at) => [at ? words.and : "", party.href ? link(party) : party.label]);
    const [before, after] = words.as.split("{parties}");
    if (parties.length) about.push([before, ...parties, after]);
    if (one.since) about.push([make("span", { class: "applies__day" }, fill(words.since, { day: one.since }))]);
    const places = one.because.flatMap((place, at) => [at ? words.and : "", link(place)]);
    if (places.length) about.push([`${words.because} `, ...places]);
    about.push(...one.notes.map((text) => [text]));
    const line = about.flatMap((parts, at) => [at ? " · " : "", ...parts]);
    const points = one.open.map((point) => make("li", {}, ...this.point(point)));
    return make(
      "section",
      { class: "applies__rule" },
      make("h3", {}, link(one.rule), " ", answer),
      make("p", { class: "applies__about" }, ...line),
      ...(points.length ? [make("ul", { class: "applies__open" }, ...points)] : []),
      ...(one.answer === "no" ? [] : [this.duties(one)]),
    );
  }
  // A question that is open, who decides it, and where on this page it is answered.
  point(number) {
    const { text, by, asked } = this.given.points[number];
    if (asked === null) return [fill(this.words.opened_by, { question: text, by })];
    const { fact } = this.given.questions[asked];
    return [make("a", { href: `#ask-${fact}` }, fill(this.words.question, { number: asked + 1 })), ` ${text}`];
  }
  // As long as it is open whether a rule binds, its duties are counted only.
  duties({ answer, duties }) {
    const { words } = this;
    const some = STATES.map((state) => [words[`counted.${state}`], count(duties, "state", state)]);
    const counted = some.filter(([, number]) => number).map(([text, number]) => text.replace("{}", number));
    const told = fill(words.duties, { counted: counted.join(words.semicolon) });
    if (answer === "open") return make("p", { class: "applies__about" }, told);
    const lists = STATES.flatMap((state) => {
      const own = duties.filter((duty) => duty.state === state);
      const items = own.map((one) => this.duty(one));
      const heading = words[`counted.${state}`].replace("{}", String(own.length));
      return own.length ? [make("h4", {}, heading), make("ul", {}, ...items)] : [];
    });
    return make("details", {}, make("summary", {}, told), ...lists);
  }
  duty({ record, state, reason, open }) {
    const { words } = this;
    const why = state === "not" ? [reason] : open.map((number) => this.given.points[number]).map(({ text }) => text);
    const told = why.filter(Boolean).join(words.semicolon);
    return make("li", {}, link(record), " ", make("span", { class: "muted" }, record.cited, told && ` · ${told}`));
  }
  *registrations(told) {
    const { words, said } = this;
    const states = new Map(told.flatMap(({ duties }) => duties).map(({ record, state }) => [record.id, state]));
    for (const one of this.given.registrations) {
      const own = new Set(one.duties.map((id) => states.get(id)));
      const state = own.has("applies") ? "applies" : "open";
      const facts = [words[`state.${state}`], one.authority, one.limit].join(words.semicolon);
      if (own.has("applies") || own.has("event") || own.has("open"))
        yield make("li", {}, make("strong", {}, one.label), `${said.colon}${facts}`);
    }
  }
}

/** Start the page; `given` is what guiju.site.pages.applies wrote. */
export function start(given) {
  const root = /** @type {HTMLElement} */ (document.querySelector("[data-applies]"));
  const fields = given.questions.map(({ fact }) => root.querySelector(`[data-fact="${fact}"]`));
  const result = new Result(root, given);
  const chosen = (field) => field.querySelector("input:checked");
  const answers = () => fields.map((field) => Number(chosen(field).value));
  const values = () =>
    new Map(
      [...answers().entries()]
        .filter(([, number]) => number)
        .map(([at, number]) => [given.questions[at].fact, given.questions[at].values[number - 1]]),
    );
  const kept = new Kept("guiju.applies", {
    accepts: (name, value) => given.questions.some(({ fact, values: all }) => fact === name && all.includes(value)),
    older: () => null,
    changed: (every) => put(every),
  });
  let told = appliesTo(given, answers());

  function show() {
    told = appliesTo(given, answers());
    const texts = fields.filter((field) => Number(chosen(field).value));
    const text = (node) => node.textContent.trim();
    result.show(
      told,
      answers(),
      texts.map((field) => [text(field.querySelector("legend")), text(chosen(field).parentNode)]),
    );
  }
  function put(every) {
    for (const [at, { fact, values: all }] of given.questions.entries()) {
      const number = every.has(fact) ? all.indexOf(every.get(fact)) + 1 : 0;
      fields[at].querySelector(`input[value="${number}"]`).checked = true;
    }
    show();
  }
  // What an answer changed stands beside its question.
  function say(field, before) {
    for (const one of fields) setNote(one.querySelector("[data-note]"), "");
    const what = [...changes(given, before, told)];
    const { words } = given;
    const text = what.length ? fill(words.changed, { what: what.join(words.semicolon) }) : words.unchanged;
    setNote(field.querySelector("[data-note]"), kept.problem ? `${text} ${words.kept}` : text);
    setText(root.querySelector("[data-change]"), text);
  }
  for (const field of fields) {
    field.addEventListener("change", () => {
      const before = told;
      show();
      kept.save(values());
      say(field, before);
    });
  }
  const control = (name) => root.querySelector(`[data-do="${name}"]`);
  control("print").addEventListener("click", () => print());
  control("save").addEventListener("click", () => {
    download("guiju-service.json", "application/json", written({ facts: Object.fromEntries(values()) }));
  });
  control("forget").addEventListener("click", () => {
    kept.forget();
    put(new Map());
  });
  put(kept.load());
  for (const part of root.querySelectorAll("[data-live]")) part.removeAttribute("hidden");
  root.classList.add("is-live");
}
