// Cards: what a link leads to, shown beside it when it is pointed at or focused. The words are those of an entry
// further down on the page.

const LINK = "a[data-card]";
let card = null; // the one that is open
let link = null; // and what it belongs to
let waiting;
const closest = (target, selector) => (target instanceof Element ? target.closest(selector) : null);
const later = (act, milliseconds) => {
  clearTimeout(waiting);
  waiting = setTimeout(act, milliseconds);
};

/** Listen for pointer, focus and keys. Where the browser has no popovers, the link is enough. */
export function offerCards() {
  if (!HTMLElement.prototype.showPopover) return;

  // Long enough in between to bring the pointer from the link into the card.
  addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const over = closest(target, LINK);
    if (over && over !== link) later(() => open(over), 200);
    else if (over || card?.contains(target)) clearTimeout(waiting);
    else later(() => holdsFocus() || close(), 300);
  });

  addEventListener("focusin", ({ target }) => {
    const focused = closest(target, LINK);
    if (focused?.matches(":focus-visible")) open(focused);
    else if (card && !card.contains(target)) close();
  });

  addEventListener("keydown", escape, true);

  // A finger cannot hover: its first touch shows the card, the second follows the link.
  addEventListener("click", (event) => {
    const touched = event.pointerType === "touch" && closest(event.target, LINK);
    if (touched && touched !== link) {
      event.preventDefault();
      open(touched);
    } else if (card && !card.contains(event.target)) close();
  });
}

function escape(event) {
  if (event.key !== "Escape") return;
  clearTimeout(waiting);
  if (!card) return;
  event.stopPropagation();
  const [isInside, back] = [card.contains(document.activeElement), link];
  close();
  if (!isInside) return;
  link = back; // so that the focus does not open what was just closed
  back.focus();
  link = null;
}

const holdsFocus = () => document.activeElement === link || Boolean(card?.contains(document.activeElement));

function open(from) {
  clearTimeout(waiting);
  const entry = document.getElementById(from.dataset.card);
  if (from === link || !entry) return;
  close();
  link = from;
  card = Object.assign(document.createElement("div"), { className: "preview", id: "preview", popover: "manual" });
  card.append(.../** @type {Element} */ (entry.cloneNode(true)).children);
  link.after(card); // so that the keyboard reaches the card next
  link.setAttribute("aria-describedby", card.id);
  card.showPopover();
  place();
}

function close() {
  clearTimeout(waiting);
  card?.remove();
  link?.removeAttribute("aria-describedby");
  card = link = null;
}

/** Below the line that the link ends in, or above where there is more room; always inside the window. */
function place() {
  const line = [...link.getClientRects()].at(-1);
  const { width, height } = card.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - 8;
  const below = innerHeight - line.bottom;
  const top = below < height + 8 && line.top > below ? line.top - height - 4 : line.bottom + 4;
  card.style.left = `${Math.max(8, Math.min(line.left, room)) + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}
