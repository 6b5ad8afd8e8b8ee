/* Draws for the page around this frame: mermaid writes styles into its markup, which
   the page itself forbids. The page sends one port, and texts through it. */
(() => {
  "use strict";

  let turn = Promise.resolve(); // mermaid draws one at a time

  /* Styles as text beside the markup: the page may set them, and not parse them. */
  function apart(markup) {
    const drawing = new DOMParser().parseFromString(markup, "text/html").querySelector("svg");
    const sheets = [...drawing.querySelectorAll("style")];
    for (const each of sheets) each.remove();
    for (const each of [drawing, ...drawing.querySelectorAll("[style]")]) {
      each.setAttribute("data-style", each.getAttribute("style") ?? "");
      each.removeAttribute("style");
    }
    return { svg: drawing.outerHTML, css: sheets.map((each) => each.textContent).join("\n") };
  }

  async function draw({ id, source, settings }, port) {
    try {
      window.mermaid.initialize(settings);
      const { svg } = await window.mermaid.render(`diagram-${id}`, source);
      port.postMessage({ id, ...apart(svg) });
    } catch (error) {
      document.getElementById(`ddiagram-${id}`)?.remove();
      port.postMessage({ id, error: String(error) });
    }
  }

  window.addEventListener("message", ({ source, ports: [port] }) => {
    if (source !== window.parent || !port) return;
    port.addEventListener("message", ({ data }) => {
      turn = turn.then(() => draw(data, port));
    });
    port.start();
  });
})();
