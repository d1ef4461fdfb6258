// A leaflet on the page: one question at a time, then what the answers mean. The answers are kept until the tab is
// closed, in this browser only.

import { attempt } from "../attempt.js";
import { fill, make, setNote, today } from "../elements.js";
import { assess, impossible, RANK } from "../self_assessment/assessment.js";
import { course, excluded, isLeftOut, UNSURE } from "./course.js";

// Whether this can be the answer: what was kept may be of an earlier version of the page.
const isAnswer = ({ day, answers }, answer) =>
  answer === UNSURE ||
  (Number.isInteger(answer) && answers[answer] !== undefined) ||
  (Boolean(day) && typeof answer === "string" && /^\d{4}-\d\d-\d\d$/.test(answer) && !Number.isNaN(Date.parse(answer)));

class Leaflet {
  constructor(root, given, leaflet) {
    this.root = root;
    this.given = given;
    this.leaflet = leaflet;
    this.words = leaflet.words;
    this.memory = `guiju.leaflet.${leaflet.role}`;
    const kept = attempt(() => JSON.parse(sessionStorage.getItem(this.memory)), null) ?? {};
    const entries = leaflet.questions.map((question) => [question.id, kept[question.id], question]);
    this.answers = Object.fromEntries(entries.filter(([, answer, question]) => isAnswer(question, answer)));
    this.nodes = new Map(this.all("[data-question]").map((node) => [node.dataset.question, node]));
    for (const node of this.all("[data-live]")) node.hidden = false;
    for (const question of leaflet.questions) this.furnish(question, this.nodes.get(question.id));
    this.on("back", () => this.back());
    this.on("skip", () => this.finish());
    this.on("again", () => this.restart());
    this.on("share", () => this.share());
    this.on("print", () => window.print());
    this.one("[data-address]").textContent = this.address;
    this.lists = this.all("[data-list]").map((list) => ({ list, lines: [...list.children] }));
    this.situations = this.all("#now ~ [data-fold]");
    root.classList.add("is-live");
  }
  // At the place of the result that the address names, where the reader was before a reload, or at the first question.
  resume() {
    const isDone = Object.keys(this.answers).length > 0 && !this.waiting();
    const place = location.hash && this.one(`[data-result] #${CSS.escape(location.hash.slice(1))}`);
    if (isDone || place) this.finish(false);
    else this.ask(this.waiting(), false);
    if (!place) return;
    const fold = place.closest("[data-fold]") ?? place.parentElement.querySelector("[data-fold]");
    if (fold) fold.open = true;
    place.scrollIntoView();
  }
  one = (selector) => this.root.querySelector(selector);
  all = (selector) => [...this.root.querySelectorAll(selector)];
  on = (name, act) => this.one(`[data-do="${name}"]`).addEventListener("click", act);
  get course() {
    return course(this.given, this.leaflet, this.answers);
  }
  waiting(answers = this.answers) {
    return course(this.given, this.leaflet, answers).questions.find(({ id }) => answers[id] === undefined);
  }
  // Whether the result comes next, whatever is answered.
  isLast({ id, answers, day }) {
    const values = day ? [UNSURE] : [...answers.keys(), UNSURE];
    return values.every((value) => !this.waiting({ ...this.answers, [id]: value }));
  }

  // Buttons in the place of the words that the page has without scripts; a day has its field.
  furnish(question, node) {
    for (const item of node.querySelectorAll("[data-answer]")) {
      const { answer } = item.dataset;
      const value = answer === UNSURE ? UNSURE : Number(answer);
      const onclick = () => this.answer(question, value);
      item.replaceChildren(make("button", { type: "button", class: "leaflet__answer", onclick }, item.textContent));
    }
    if (!question.day) return;
    const label = node.querySelector(".leaflet__text").id;
    const [max] = [this.given.receipt.as_of, today()].sort().reverse();
    const field = make("input", { type: "date", "aria-labelledby": label, max });
    const onclick = () => field.reportValidity() && this.answer(question, field.value || UNSURE);
    const button = make("button", { type: "button", class: "leaflet__answer", onclick }, this.words.result);
    node.querySelector("[data-day]").replaceChildren(field, button);
  }
  answer({ id }, value) {
    this.answers[id] = value;
    this.keep();
    const next = this.waiting();
    if (next) this.ask(next);
    else this.finish();
  }
  keep = () => attempt(() => sessionStorage.setItem(this.memory, JSON.stringify(this.answers)));
  ask(question, isMoved = true) {
    this.now = question;
    this.root.classList.add("is-asking");
    this.root.classList.toggle("is-begun", isMoved);
    for (const [id, node] of this.nodes) node.classList.toggle("is-now", id === question.id);
    const node = this.nodes.get(question.id);
    for (const item of node.querySelectorAll("[data-answer]")) {
      const isChosen = String(this.answers[question.id]) === item.dataset.answer;
      item.firstChild.setAttribute("aria-pressed", String(isChosen));
    }
    if (question.day) node.querySelector("input").value = this.answers[question.id] ?? "";
    const { questions } = this.course;
    const at = questions.findIndex(({ id }) => id === question.id);
    const progress = this.isLast(question) ? this.words.progress_last : this.words.progress;
    setNote(this.one("[data-progress]"), fill(progress, { at: at + 1, total: questions.length }));
    Object.assign(this.one("[data-bar]"), { hidden: false, max: questions.length, value: at });
    this.one('[data-do="back"]').disabled = at === 0;
    if (isMoved) node.querySelector(".leaflet__text").focus();
  }
  back() {
    const { questions } = this.course;
    const at = questions.findIndex(({ id }) => id === this.now.id);
    if (at > 0) this.ask(questions[at - 1]);
  }
  restart() {
    this.answers = {};
    attempt(() => sessionStorage.removeItem(this.memory));
    this.ask(this.waiting());
  }
  finish(isMoved = true) {
    const { questions, profile, situation, cases } = this.course;
    this.root.classList.remove("is-asking");
    const { lines } = assess(this.given, profile);
    const worst = this.all("[data-duties]").map((node) => this.showDuty(node, lines));
    for (const node of this.all("[data-unless]")) {
      node.hidden = isLeftOut(profile, JSON.parse(node.dataset.unless));
    }
    const out = excluded(this.given, this.leaflet, profile);
    for (const node of this.all("[data-provision]")) node.hidden = out.has(node.dataset.provision);
    for (const node of this.all("[data-some]")) this.showPenalties(node);
    for (const fold of this.all("[data-fold]")) fold.open = false;
    const isMine = (fold) => fold.contains(this.one(`#${situation}`));
    this.one("#now").after(...this.situations.toSorted((a, b) => isMine(b) - isMine(a)));
    (this.situations.find(isMine) ?? this.one("#musts ~ [data-fold]")).open = true;
    const breached = ({ dataset }) => dataset.verdicts?.includes("breached");
    for (const entry of this.lists) this.pick(entry, (line) => cases.includes(line.dataset.case) || breached(line));
    const isAnswered = Object.keys(this.answers).length > 0;
    this.one("[data-yours]").hidden = !isAnswered;
    this.showAnswers(questions);
    this.one("[data-headline]").textContent = this.headline(profile, worst);
    if (isMoved) {
      const first = this.one(isAnswered ? "[data-headline]" : "[data-result] h2");
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
      this.root.scrollIntoView();
    }
  }
  // In place of the heaviest of all, what is left of them by name.
  showPenalties(note) {
    const all = [...note.parentElement.querySelectorAll("[data-provision]")];
    const left = all.filter((node) => !node.hidden).map((node) => node.firstChild.textContent);
    const words = left.length ? this.words.some : this.words.none_of_these;
    const text = fill(words, { count: left.length, titles: left.join(this.words.between) });
    setNote(note, left.length < all.length && text);
    note.previousElementSibling.hidden = !note.hidden;
  }
  // What the answers bring first stands before what is folded.
  pick({ list, lines }, isFirst) {
    const fold = list.parentElement;
    const first = lines.filter(isFirst);
    const rest = lines.filter((line) => !isFirst(line));
    fold.previousElementSibling.replaceChildren(...first);
    list.replaceChildren(...rest);
    fold.hidden = rest.length === 0;
    const words = first.length ? this.words.rest : this.words.all;
    fold.querySelector("[data-rest]").textContent = fill(words, { count: rest.length });
  }
  headline(profile, worst) {
    const [contradiction] = impossible(this.given, profile);
    if (contradiction) return fill(this.words.impossible, contradiction);
    const count = worst.filter((verdict) => verdict === "breached").length;
    return fill(count ? this.words.results_some : this.words.results_none, { count });
  }
  // The worst verdict of the obligations behind a sentence. What is left to people has no mark.
  showDuty(node, lines) {
    const own = node.dataset.duties.split(" ").map((id) => lines.find(({ duty }) => duty.id === id));
    const verdict = RANK[Math.max(...own.map((line) => RANK.indexOf(line.verdict)))];
    node.dataset.verdicts = own.map((line) => line.verdict).join(" ");
    const state = node.querySelector("[data-state]");
    state.dataset.state = verdict;
    setNote(state, this.words[`state.${verdict}`]);
    return verdict;
  }
  showAnswers(questions) {
    const answered = questions.filter(({ id }) => this.answers[id] !== undefined);
    const entries = answered.flatMap((question) => {
      const node = this.nodes.get(question.id);
      const answer = this.answers[question.id];
      const chosen = node.querySelector(`[data-answer="${answer}"]`)?.textContent ?? answer;
      const text = node.querySelector(".leaflet__text").textContent;
      const change = { type: "button", class: "leaflet__change", "aria-label": `${this.words.change} ${text}` };
      const button = make("button", { ...change, onclick: () => this.ask(question) }, this.words.change);
      return [make("dt", {}, text), make("dd", {}, `${chosen} `, button)];
    });
    this.one("[data-given]").replaceChildren(...entries);
  }
  // The answers are in no address.
  address = location.origin + location.pathname;
  async share() {
    const url = this.address;
    const note = this.one("[data-note]");
    if (navigator.share) return attempt(() => navigator.share({ title: document.title, url }).catch(() => {}));
    try {
      await navigator.clipboard.writeText(url);
      note.textContent = this.words.copied;
    } catch {
      note.textContent = fill(this.words.not_copied, { url });
    }
    return undefined;
  }
}

/** Brings the page to life: `given` is what the engine knows of the duties, `leaflet` what the page asks. */
export function start(given, leaflet) {
  new Leaflet(document.querySelector("[data-leaflet]"), given, leaflet).resume();
}
