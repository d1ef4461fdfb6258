// What a graph gains where JavaScript runs: pointing at one thing leaves only what it is tied to. Without it the graph is whole.
(() => {
  "use strict";

  const tiesOf = (edges, name) => edges.filter((edge) => edge.dataset.from === name || edge.dataset.to === name);

  const watch = (graph) => {
    const nodes = [...graph.querySelectorAll("[data-node]")];
    const edges = [...graph.querySelectorAll("[data-from]")];

    const show = (near) => {
      graph.classList.toggle("has-point", near.size > 0);
      for (const part of [...nodes, ...edges]) part.classList.toggle("is-near", near.has(part));
    };
    const around = (ties) => {
      const reached = new Set(ties.flatMap((edge) => [edge.dataset.from, edge.dataset.to]));
      return new Set([...ties, ...nodes.filter((node) => reached.has(node.dataset.node))]);
    };
    const listen = (part, near) => {
      for (const name of ["mouseenter", "focusin"]) part.addEventListener(name, () => show(near()));
      for (const name of ["mouseleave", "focusout"]) part.addEventListener(name, () => show(new Set()));
    };

    for (const node of nodes) {
      const name = node.dataset.node;
      listen(node, () => around(tiesOf(edges, name)));
    }
    for (const edge of edges) listen(edge, () => around([edge]));
  };

  for (const graph of document.querySelectorAll("[data-graph]")) watch(graph);
})();
