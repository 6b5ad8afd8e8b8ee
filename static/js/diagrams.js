// Draws diagrams with mermaid in the colours of the page; the source stays if it fails.
import { isDark } from "./site.js";

const sources = new WeakMap();
let drawn = 0;

function settings() {
  const colour = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return {
    startOnLoad: false,
    securityLevel: "strict",
    // Drawn at its own size and scrolled if wide: shrunk text nobody can read.
    flowchart: { useMaxWidth: false },
    sequence: { useMaxWidth: false },
    gantt: { useMaxWidth: false },
    theme: "base",
    fontFamily: getComputedStyle(document.body).fontFamily,
    themeVariables: {
      darkMode: isDark(),
      background: colour("--paper"),
      primaryColor: colour("--paper-deep"),
      primaryTextColor: colour("--ink"),
      primaryBorderColor: colour("--ink-faint"),
      lineColor: colour("--ink-soft"),
      edgeLabelBackground: colour("--paper"),
      secondaryColor: colour("--indigo-wash"),
      tertiaryColor: colour("--bamboo-wash"),
      noteBkgColor: colour("--amber-wash"),
      noteTextColor: colour("--ink"),
    },
  };
}

async function draw(element) {
  if (!sources.has(element)) sources.set(element, element.textContent);
  try {
    drawn += 1;
    const { svg } = await window.mermaid.render(`diagram-${drawn}`, sources.get(element));
    element.innerHTML = svg;
    element.classList.add("is-drawn");
    element.tabIndex = 0;
  } catch {
    element.textContent = sources.get(element);
    document.getElementById(`ddiagram-${drawn}`)?.remove();
  }
}

async function drawAll() {
  window.mermaid.initialize(settings());
  for (const element of document.querySelectorAll("pre.mermaid")) await draw(element);
}

drawAll();
document.addEventListener("renran:text-added", drawAll);
document.addEventListener("renran:setting", ({ detail }) => {
  if (detail.name === "theme") drawAll();
});
