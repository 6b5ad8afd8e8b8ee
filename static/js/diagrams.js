// Shows diagrams in the colours of the page; the source stays if that fails. Mermaid
// draws them in a frame without rights (drawing-room.js): the page itself forbids the
// styles it writes into its markup.
import { isDark } from "./site.js";

const ROOM = "/_diagram/";
const sources = new WeakMap();
const waiting = new Map(); // number: what to do with the answer
let room = null;
let asked = 0;

function settings() {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
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

function openRoom() {
  const frame = document.createElement("iframe");
  frame.className = "drawing-room";
  frame.title = "";
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.src = ROOM;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  return new Promise((resolve) => {
    frame.addEventListener(
      "load",
      () => {
        frame.contentWindow.postMessage("", "*", [port2]);
        resolve(port1);
      },
      { once: true },
    );
    document.body.append(frame);
  });
}

async function drawingOf(source) {
  room ??= openRoom();
  const port = await room;
  asked += 1;
  const id = asked;
  const answer = new Promise((resolve) => waiting.set(id, resolve));
  port.postMessage({ id, source, settings: settings() });
  const { svg, css, error } = await answer;
  if (error) throw new Error(error);
  const drawing = new DOMParser().parseFromString(svg, "text/html").querySelector("svg");
  return { drawing, css };
}

/* In a root of its own, with its styles as sheets: markup may bring none along. */
function show(element, { drawing, css }) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const place = document.createElement("span");
  const root = place.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  root.append(document.adoptNode(drawing));
  for (const each of root.querySelectorAll("[data-style]")) each.style.cssText = each.dataset.style;
  element.replaceChildren(place);
}

async function draw(element) {
  if (!sources.has(element)) sources.set(element, element.textContent);
  const source = sources.get(element);
  try {
    show(element, await drawingOf(source));
    element.classList.add("is-drawn");
    element.classList.remove("is-wide");
    element.classList.toggle("is-wide", element.scrollWidth > element.clientWidth);
    element.tabIndex = 0;
  } catch {
    element.textContent = source;
  }
}

function drawAll() {
  for (const element of document.querySelectorAll("pre.mermaid")) draw(element);
}

drawAll();
document.addEventListener("renran:text-added", drawAll);
document.addEventListener("renran:setting", ({ detail }) => {
  if (detail.name === "theme") drawAll();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
