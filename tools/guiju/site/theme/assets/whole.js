// What pictures gain where JavaScript runs: pointing at one thing leaves only what it is tied to.

const watch = (graph) => {
  const nodes = [...graph.querySelectorAll("[data-node]")];
  const edges = [...graph.querySelectorAll("[data-from]")];
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
  const partOf = (event) => event.target.closest("[data-node], [data-from]");
  const point = (event) => {
    const part = partOf(event);
    show(part ? around(part) : new Set());
  };

  // On what holds the picture: a part of an SVG that listens for the focus would take it.
  const place = graph.parentElement;
  place.addEventListener("mouseover", point);
  place.addEventListener("focusin", point);
  for (const name of ["mouseleave", "focusout"]) place.addEventListener(name, () => show(new Set()));
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") show(new Set());
  });

  // A finger cannot point: its first touch shows the ties of a box, the second follows its link.
  graph.addEventListener("click", (event) => {
    const node = event.pointerType === "touch" && event.target.closest("[data-node]");
    if (node && node !== touched) {
      event.preventDefault();
      point(event);
    }
    touched = node;
  });
};

// Where a picture is wider than the screen, what all is tied to is seen first: the articles and their duties.
const showMiddle = (graph) => {
  const block = graph.querySelector(".block");
  const place = graph.parentElement;
  if (block) place.scrollLeft = block.getBoundingClientRect().left - place.getBoundingClientRect().left - 8;
};

for (const graph of document.querySelectorAll("[data-graph]")) {
  watch(graph);
  showMiddle(graph);
}

// Whoever marks the words of a link does not mean to follow it.
for (const picture of document.querySelectorAll(".picture")) {
  picture.addEventListener("click", (event) => {
    if (!getSelection().isCollapsed) event.preventDefault();
  });
}
