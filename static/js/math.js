// Sets formulas with KaTeX; without it the TeX stays as text.

function set(element) {
  const tex = element.textContent;
  try {
    window.katex.render(tex, element, {
      displayMode: element.classList.contains("display"),
      throwOnError: false,
      errorColor: "currentColor",
      trust: false,
      strict: "ignore",
      maxExpand: 1000,
      maxSize: 50,
    });
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
