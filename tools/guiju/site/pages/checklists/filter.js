// The filters of a checklist, kept in the address, so that a view can be sent and the back button goes to the one
// before.

const SINGLE = ["topic", "method", "modality", "open"];
const ALL = "all";
const isBox = (control) => control.type === "checkbox";

function set(control, values) {
  if (isBox(control)) control.checked = values.includes(control.value);
  else control.value = [...control.options].some(({ value }) => value === values[0]) ? values[0] : "";
}

/** `controls` are the elements with data-filter; what the address asks for and they do not offer is not taken.
 *  `changed` is called after each choice, and whenever the address is read. */
export function filterOf(controls, changed) {
  // The controls that narrow the list, and what is chosen with those of one name.
  const used = () => controls.filter((control) => (isBox(control) ? control.checked : control.value !== ""));
  const choices = (name) =>
    used()
      .filter(({ dataset }) => dataset.filter === name)
      .map(({ value }) => value);
  // What else the address asks for stays.
  const search = () => {
    const query = new URLSearchParams(location.search);
    for (const { dataset } of controls) query.delete(dataset.filter);
    for (const { dataset, value } of used()) query.append(dataset.filter, value);
    return query.toString();
  };
  const apply = () => {
    // The other language shows the same lines.
    /** @type {HTMLAnchorElement} */
    const other = document.querySelector("[data-other-language]");
    if (other) other.search = search();
    changed();
  };
  const fromAddress = () => {
    const query = new URLSearchParams(location.search);
    for (const control of controls) set(control, query.getAll(control.dataset.filter));
    apply();
  };
  // The reader chose: a new step in the history. All of a list and a part of it are not asked for together.
  const chosen = (choice) => {
    const isAll = choice?.target.dataset.filter === ALL;
    const others = choice ? controls.filter(({ dataset }) => (dataset.filter === ALL) !== isAll) : [];
    for (const control of others) set(control, []);
    const address = new URL(location.href);
    address.search = search();
    history.pushState(null, "", address);
    apply();
  };
  const reset = () => {
    for (const control of controls) set(control, []);
    chosen();
  };
  // One of the filters in words, for paper: Topic: network logs.
  const inWords = (control) => {
    const [label] = control.labels;
    if (isBox(control)) return label.textContent.trim();
    return `${label.querySelector("span").textContent} ${control.selectedOptions[0].textContent}`;
  };
  // Whether a line is one of the roles chosen; of no choice, all are.
  const isOfRoles = (line) => {
    const roles = choices("role");
    return roles.length === 0 || roles.some((role) => line.roles.includes(role));
  };
  // Whether a line {roles, topics, method, modality, isOpen} is shown.
  const passes = (line) => {
    const [topic, method, modality, open] = SINGLE.map((name) => choices(name)[0]);
    return (
      isOfRoles(line) &&
      (!topic || line.topics.includes(topic)) &&
      (!method || line.method === method) &&
      (!modality || line.modality === modality) &&
      (!open || line.isOpen)
    );
  };
  for (const control of controls) control.addEventListener("change", chosen);
  addEventListener("popstate", fromAddress);
  return { fromAddress, reset, isOfRoles, passes, isUsed: () => used().length > 0, inWords: () => used().map(inWords) };
}
