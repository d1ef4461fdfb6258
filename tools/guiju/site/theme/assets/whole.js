// What pictures gain where JavaScript runs: pointing at one thing leaves only what it is tied to.

for (const graph of /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll("[data-graph]"))) {
  const nodes = [.../** @type {NodeListOf<SVGElement>} */ (graph.querySelectorAll("[data-node]"))];
  const edges = [.../** @type {NodeListOf<SVGElement>} */ (graph.querySelectorAll("[data-from]"))];
  let touched = null; // the node that a finger showed

  const show = (near) => {
    graph.classList.toggle("has-point", near.size > 0);
    for (const part of [...nodes, ...edges]) part.classList.toggle("is-near", near.has(part));
  };
  const around = (part) => {
    const name = part.dataset.node;
    const ties = name ? edges.filter((edge) => edge.dataset.from === name || edge.dataset.to === name) : [part];
    const reached = new Set(ties.flatMap((edge) => [edge.dataset.from, edge.dataset.to]));
    return new Set([...ties, ...nodes.filter((node) => reached.has(node.dataset.node))]);
  };
  const clear = () => show(new Set());
  const point = ({ target }) => {
    const part = target.closest("[data-node], [data-from]");
    if (part) show(around(part));
    else clear();
  };

  // On what holds the picture: a part of an SVG that listens for the focus would take it.
  const place = graph.parentElement;
  for (const kind of ["mouseover", "focusin"]) place.addEventListener(kind, point);
  for (const kind of ["mouseleave", "focusout"]) place.addEventListener(kind, clear);
  addEventListener("keydown", ({ key }) => key === "Escape" && clear());

  // A finger cannot point: its first touch shows the ties of a box, the second follows its link.
  graph.addEventListener("click", (/** @type {PointerEvent} */ event) => {
    const node = event.pointerType === "touch" && /** @type {Element} */ (event.target).closest("[data-node]");
    if (node && node !== touched) {
      event.preventDefault();
      point(event);
    }
    touched = node;
  });

  // Where a picture is wider than the screen, what all is tied to is seen first: the articles and their duties.
  const block = graph.querySelector(".block");
  if (block) place.scrollLeft = block.getBoundingClientRect().left - place.getBoundingClientRect().left - 8;
}

// Whoever marks the words of a link does not mean to follow it.
for (const picture of document.querySelectorAll(".picture")) {
  picture.addEventListener("click", (event) => {
    if (!getSelection().isCollapsed) event.preventDefault();
  });
}
