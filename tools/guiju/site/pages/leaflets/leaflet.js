// A leaflet on the page: one question at a time, then what the answers mean. The answers are kept until the tab is
// closed, in this browser only.

import { attempt } from "../attempt.js";
import { fill, make, setNote } from "../elements.js";
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
    root.classList.add("is-live");
  }
  // Where the reader was before a reload, or at the first question.
  resume() {
    const isDone = Object.keys(this.answers).length > 0 && !this.waiting();
    if (isDone) this.finish(false);
    else this.ask(this.waiting(), false);
  }
  one = (selector) => this.root.querySelector(selector);
  all = (selector) => [...this.root.querySelectorAll(selector)];
  on = (name, act) => this.one(`[data-do="${name}"]`).addEventListener("click", act);
  get course() {
    return course(this.given, this.leaflet, this.answers);
  }
  waiting = () => this.course.questions.find(({ id }) => this.answers[id] === undefined);

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
    const [max] = [this.given.receipt.as_of, new Date().toLocaleDateString("sv")].sort().reverse(); // as YYYY-MM-DD
    const field = make("input", { type: "date", "aria-labelledby": label, max });
    const onclick = () => field.value && field.reportValidity() && this.answer(question, field.value);
    const button = make("button", { type: "button", class: "leaflet__answer", onclick }, this.words.next);
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
    setNote(this.one("[data-progress]"), fill(this.words.progress, { at: at + 1, total: questions.length }));
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
    const { questions, profile } = this.course;
    this.root.classList.remove("is-asking");
    const { lines } = assess(this.given, profile);
    const worst = this.all("[data-duties]").map((node) => this.showDuty(node, lines));
    for (const node of this.all("[data-unless]")) {
      node.hidden = isLeftOut(profile, JSON.parse(node.dataset.unless));
    }
    const out = excluded(this.given, this.leaflet, profile);
    for (const node of this.all("[data-provision]")) node.hidden = out.has(node.dataset.provision);
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
