// The filters of a checklist, kept in the address, so that a view can be sent and the back button goes to the one
// before.

const SINGLE = ["topic", "method", "modality", "open"];
const isBox = (control) => control.type === "checkbox";

function set(control, values) {
  if (isBox(control)) control.checked = values.includes(control.value);
  else control.value = [...control.options].some(({ value }) => value === values[0]) ? values[0] : "";
}

export class Filter {
  // `controls` are the elements with data-filter; what the address asks for and they do not offer is not taken.
  // `changed` is called after each choice, and whenever the address is read.
  constructor(controls, changed) {
    Object.assign(this, { controls, changed });
    for (const control of controls) control.addEventListener("change", () => this.chosen());
    addEventListener("popstate", () => this.fromAddress());
  }

  fromAddress() {
    const query = new URLSearchParams(location.search);
    for (const control of this.controls) set(control, query.getAll(control.dataset.filter));
    this.apply();
  }

  // The reader chose: a new step in the history.
  chosen() {
    const address = new URL(location);
    address.search = this.search;
    history.pushState(null, "", address);
    this.apply();
  }

  reset() {
    for (const control of this.controls) set(control, []);
    this.chosen();
  }

  apply() {
    // The other language shows the same lines.
    const other = document.querySelector("[data-other-language]");
    if (other) other.search = this.search;
    this.changed();
  }

  // What else the address asks for stays.
  get search() {
    const query = new URLSearchParams(location.search);
    for (const { dataset } of this.controls) query.delete(dataset.filter);
    for (const { dataset, value } of this.used) query.append(dataset.filter, value);
    return query.toString();
  }

  // The controls that narrow the list.
  get used() {
    return this.controls.filter((control) => (isBox(control) ? control.checked : control.value !== ""));
  }

  // The filters in words, for paper: Topic: network logs.
  get words() {
    return this.used.map((control) => {
      const [label] = control.labels;
      if (isBox(control)) return label.textContent.trim();
      return `${label.querySelector("span").textContent} ${control.selectedOptions[0].textContent}`;
    });
  }

  choices = (name) => this.used.filter(({ dataset }) => dataset.filter === name).map(({ value }) => value);

  // Whether a line is one of the roles chosen; of no choice, all are.
  isOfRoles(line) {
    const roles = this.choices("role");
    return roles.length === 0 || roles.some((role) => line.roles.includes(role));
  }

  // Whether a line {roles, topics, method, modality, isOpen} is shown.
  passes(line) {
    const [topic, method, modality, open] = SINGLE.map((name) => this.choices(name)[0]);
    return (
      this.isOfRoles(line) &&
      (!topic || line.topics.includes(topic)) &&
      (!method || line.method === method) &&
      (!modality || line.modality === modality) &&
      (!open || line.isOpen)
    );
  }
}
