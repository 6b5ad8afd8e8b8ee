// Sets formulas with KaTeX; without it the TeX stays as text.

const SETTINGS = {
  throwOnError: false,
  errorColor: "currentColor",
  trust: false,
  strict: "ignore",
  maxExpand: 1000,
  maxSize: 50,
};

// The site's policy lets scripts set styles and not write them as an attribute, as
// KaTeX does where nothing is seen of it: in MathML, and to colour what it cannot read.
function withoutStyleAttributes(node) {
  delete node.attributes?.style;
  node.children?.forEach(withoutStyleAttributes);
  return node;
}

function set(element) {
  const tex = element.textContent;
  try {
    const displayMode = element.classList.contains("display");
    const formula = window.katex.__renderToDomTree(tex, { ...SETTINGS, displayMode });
    element.replaceChildren(withoutStyleAttributes(formula).toNode());
    element.classList.add("is-set");
  } catch {
    element.textContent = tex;
  }
}

function setAll() {
  document.querySelectorAll(".math:not(.is-set)").forEach(set);
}

setAll();
document.addEventListener("renran:text-added", setAll);
