'use strict';
// A checklist to fill in: statuses, filters, progress, files. Without scripts the page is the list. Entries stay in this browser.
(() => {
  const { Entries, Filter, Line, Refused, csvOf, decoded, fill, profileOf, read, tableOf, written } = window.guiju;
  const LARGEST = 8 * 1024 * 1024;

  const root = document.querySelector('[data-desk]');
  const desk = JSON.parse(root.dataset.desk);
  const { words } = desk;
  const find = (selector) => root.querySelector(selector);
  const setText = (node, text) => { if (node && node.textContent !== text) node.textContent = text; };
  const say = (...sentences) => setText(find('[data-said]'), sentences.filter(Boolean).join(' '));
  const counted = (key, number, values = {}) => number > 0 ? fill(words[key], { number, ...values }) : '';

  const entries = new Entries(desk, () => say(words.not_saved));
  const lines = [...document.querySelectorAll('[data-line]')].map((node) => new Line(node, desk, entries));
  const duties = lines.filter((line) => line.binds);
  const lineOf = new Map(duties.map((line) => [line.id, line]));
  const filter = new Filter([...root.querySelectorAll('[data-filter]')], () => showFiltered());

  function showProgress() {
    const stale = duties.filter((line) => line.isStale).length;
    const numbers = Object.keys(desk.statuses).map((status) => [status, duties.filter((line) => line.status === status && !line.isStale).length]);
    const told = numbers.map(([status, number]) => fill(words.counted, { word: desk.statuses[status][desk.lang], number }));
    setText(find('[data-progress]'), fill(words.progress, { duties: duties.length, told: told.join(words.between) }) + counted('stale_counted', stale));
    find('[data-bar]')?.replaceChildren(...numbers.filter(([, number]) => number > 0).map(([status, number]) => {
      const part = document.createElement('span');
      part.className = `bar__part bar__part--${status}`;
      part.style.flexGrow = number;
      return part;
    }));
    tellPaper();
  }

  // What was recorded while the open items are shown stays until the filter is used again: nothing vanishes under the reader's hand.
  function showFiltered() {
    for (const line of lines) line.node.hidden = !filter.passes(line);
    const shown = lines.filter((line) => !line.node.hidden).length;
    setText(find('[data-shown]'), shown ? fill(words.shown, { shown, total: lines.length }) : words.shown_none);
    showContents();
    tellPaper();
  }

  // The table of contents lists what is shown.
  function showContents() {
    for (const link of document.querySelectorAll('.md-nav--secondary a[href^="#"]')) {
      const group = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest('[data-group]');
      if (group) link.closest('li').hidden = group.querySelector('[data-line]:not([hidden])') === null;
    }
  }

  // What stands above the list on paper: whose it is, and which part of the whole.
  function tellPaper() {
    const shown = lines.filter((line) => !line.node.hidden).length;
    const extent = fill(shown < lines.length ? words.printed : words.printed_all, { shown, total: lines.length });
    const party = [...root.querySelectorAll('[data-party]')].filter(({ value }) => value !== '');
    const told = party.map((field) => fill(words.told, { key: field.closest('label').querySelector('span').textContent, value: field.value }));
    const progress = find('[data-progress]')?.textContent;
    setText(document.querySelector('[data-printed]'), [...told, extent, ...filter.words, progress].filter(Boolean).join(' · '));
  }

  function showAll() {
    for (const line of lines) line.show();
    for (const field of root.querySelectorAll('[data-party]')) field.value = entries.party[field.dataset.party];
    showProgress();
    showFiltered();
  }

  function download(ending, type, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = `guiju-${desk.slug}-${desk.as_of}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function exportJson() {
    const made = profileOf(desk, entries.party, duties.filter((line) => line.isRecorded));
    if (made.number === 0) return say(words.nothing, counted('left_stale', made.stale));
    download('json', 'application/json', written(made.profile));
    return say(
      counted('exported', made.number), counted('left_stale', made.stale),
      counted('left_incomplete', made.incomplete), counted('left_unnamed', made.unnamed),
    );
  }

  function exportCsv() {
    download('csv', 'text/csv', csvOf(tableOf(desk, lines.map((line) => line.row))));
    say(counted('exported', lines.length));
  }

  async function importFile(file) {
    try {
      if (file.size > LARGEST) throw new Refused('bad_size');
      await take(read(desk, decoded(await file.arrayBuffer())));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say(fill(words.refused, { why: fill(words[error.key], error.values) }));
    }
  }

  // Everything is read before anything is changed.
  async function take({ party, entries: found }) {
    const here = [...found].filter(([id]) => lineOf.has(id)).map(([id, entry]) => [id, { ...entry, hash: entry.hash === '' ? lineOf.get(id).hash : entry.hash }]);
    if (here.length === 0) throw new Refused('bad_none');
    const same = (one, other) => Object.keys(one).every((key) => one[key] === other[key]);
    const replaced = here.filter(([id, entry]) => lineOf.get(id).isRecorded && !same(entries.of(id), entry)).length;
    if (replaced && !await ask(fill(words.ask_replace, { number: replaced }))) return;
    for (const [id, entry] of here) entries.put(id, entry);
    Object.assign(entries.party, party);
    say(counted('imported', here.length), counted('imported_elsewhere', found.size - here.length));
    entries.save();
    showAll();
  }

  async function deleteAll() {
    if (!await ask(fill(words.ask_delete, { number: entries.size }))) return;
    entries.clear();
    say(words.deleted);
    showAll();
  }

  function ask(what) {
    const dialog = find('dialog');
    setText(dialog.querySelector('[data-what]'), what);
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
    });
  }

  const ACTS = {
    reset: () => filter.reset(), json: exportJson, csv: exportCsv, print: () => window.print(), delete: deleteAll,
    import: () => find('[data-file]').click(),
  };

  function listen() {
    for (const button of root.querySelectorAll('[data-do]')) button.addEventListener('click', () => ACTS[button.dataset.do]());
    for (const answer of root.querySelectorAll('[data-answer]')) {
      answer.addEventListener('click', () => find('dialog').close(answer.dataset.answer));
    }
    for (const field of root.querySelectorAll('[data-party]')) {
      field.addEventListener('input', () => {
        entries.party[field.dataset.party] = field.value;
        entries.save();
        tellPaper();
      });
    }
    find('[data-file]')?.addEventListener('change', async ({ target }) => {
      const [file] = target.files;
      target.value = '';
      if (file) await importFile(file);
    });
    entries.watch(showAll);
  }

  function start() {
    const template = find('[data-entry-form]');
    const changed = () => { entries.save(); showProgress(); };
    duties.forEach((line, number) => line.addForm(template, number, changed));
    document.body.classList.add('has-desk');
    listen();
    showAll();
    root.hidden = false;
    // The forms moved what the address names.
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }

  start();
})();
