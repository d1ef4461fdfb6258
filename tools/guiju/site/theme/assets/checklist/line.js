// One line of a checklist: what the page says of it, and the form in which a reader records how it stands.

import { EMPTY, isIncomplete, says, UNTOLD } from './files.js';
import { fill } from './text.js';

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};
const setText = (node, text) => { if (node.textContent !== text) node.textContent = text; };

export class Line {
  constructor(node, desk, entries) {
    const { line, hash, rule, cited, modality, method, topics, roles, binds, state } = node.dataset;
    Object.assign(this, { node, desk, entries, id: line, hash, rule, cited, method });
    this.topics = topics.split(' ');
    this.roles = roles.split(' ');
    this.binds = binds === 'yes'; // it takes a status: a duty, and law of the day
    this.state = state;
    this.kind = modality;
    this.title = node.querySelector('.line__title a').textContent;
    this.modalityWord = node.querySelector('.badge').textContent;
  }

  get entry() { return this.entries.of(this.id); }
  get isRecorded() { return this.binds && says(this.entry); }
  // Made for other words of the law than stand here.
  get isStale() { return this.isRecorded && this.entry.hash !== this.hash; }
  get isIncomplete() { return isIncomplete(this.entry); }
  get status() { return this.isStale || this.isIncomplete ? EMPTY.status : this.entry.status; }
  get isOpen() { return this.binds && this.status === EMPTY.status; }
  // As the filter and the table want it.
  get modality() { return this.kind; }
  get row() {
    const { id, rule, cited, title, binds, state, hash, entry } = this;
    return { id, rule, cited, title, modality: this.modalityWord, binds, state, hash, entry };
  }

  // Make the form of the line whole; `made` gives copies of its parts, `changed` is called after each entry.
  addForm(made, number, changed) {
    this.form = this.node.querySelector('.record');
    this.told = document.createElement('p');
    this.told.className = 'record__told';
    this.find('fieldset').after(made('notice'));
    this.find('details').append(made('fields'));
    for (const choice of this.form.querySelectorAll('[type="radio"]')) {
      choice.name = `status-${number}`;
      choice.addEventListener('change', () => this.record({ status: choice.value, hash: this.hash }, changed));
    }
    for (const field of this.form.querySelectorAll('[data-field]')) {
      field.addEventListener('input', () => this.record({ [field.dataset.field]: field.value }, changed));
    }
    this.find('[data-confirm]').addEventListener('click', () => {
      this.record({ hash: this.hash }, changed);
      this.form.querySelector(':checked').focus();
    });
    this.form.after(this.told);
    this.form.hidden = false;
    this.show();
  }

  find(selector) { return this.form.querySelector(selector); }

  record(said, changed) {
    const before = this.entry;
    this.entries.put(this.id, { ...before, hash: says(before) ? before.hash : this.hash, date: today(), ...said });
    this.showState();
    changed();
  }

  // Everything from the entry: after loading, importing, deleting.
  show() {
    if (!this.form) return;
    for (const choice of this.form.querySelectorAll('[type="radio"]')) choice.checked = choice.value === this.entry.status;
    for (const field of this.form.querySelectorAll('[data-field]')) field.value = this.entry[field.dataset.field];
    this.showState();
  }

  // What follows from the entry, while the reader may be typing.
  showState() {
    const { entry, desk: { words } } = this;
    const notApplicable = entry.status === 'not_applicable';
    const notice = this.isStale ? (entry.hash === UNTOLD ? words.stale_version : words.stale) : this.isIncomplete ? words.incomplete : '';
    this.node.dataset.status = this.isRecorded ? this.status : '';
    this.node.classList.toggle('is-stale', this.isStale);
    setText(this.find('[data-notice]'), notice);
    this.find('[data-notice]').hidden = notice === '';
    this.find('[data-confirm]').hidden = !this.isStale;
    this.find('[data-approver]').hidden = !notApplicable && entry.approver === '';
    setText(this.find('[data-reason]'), notApplicable ? words.reason_na : words.reason);
    setText(this.find('[data-date]'), entry.date ? fill(words.date, entry) : '');
    setText(this.find('[data-has]'), this.filledIn.length ? `(${this.filledIn.length})` : '');
    if (this.isIncomplete && !this.isStale) this.find('details').open = true;
    this.tell(notice);
  }

  get filledIn() { return ['by', 'evidence', 'reason', 'reviewer', 'approver'].filter((key) => this.entry[key] !== ''); }

  // The entry as paper has it.
  tell(notice) {
    const { columns, statuses, lang, words } = this.desk;
    const said = (key, value) => fill(words.told, { key: columns[key][lang], value });
    const parts = [said('status', statuses[this.status][lang]), ...this.filledIn.map((key) => said(key, this.entry[key]))];
    if (this.isRecorded && this.entry.date) parts.push(said('date', this.entry.date));
    setText(this.told, [...parts, notice].filter(Boolean).join(words.then));
  }
}
