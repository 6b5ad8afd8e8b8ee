// Comforts of reading: progress, contents that follow, copying code, type settings.
import { keep } from "./site.js";

const body = document.querySelector(".article__body");
const root = document.documentElement;

function progress() {
  const bar = document.querySelector(".progress");
  if (!bar || !body) return;
  let waiting = false;
  const show = () => {
    waiting = false;
    const { top, height } = body.getBoundingClientRect();
    const way = Math.max(height - innerHeight, 1);
    const share = Math.min(Math.max(-top / way, 0), 1);
    bar.style.scale = `${share} 1`;
  };
  const ask = () => {
    if (!waiting) requestAnimationFrame(show);
    waiting = true;
  };
  addEventListener("scroll", ask, { passive: true });
  addEventListener("resize", ask);
  show();
}

const seen = new Map();
let watcher = null;

function markCurrent() {
  const links = [...document.querySelectorAll(".toc a")];
  const passed = links.filter((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading && heading.getBoundingClientRect().top < innerHeight * 0.3;
  });
  for (const link of links) link.removeAttribute("aria-current");
  passed.at(-1)?.setAttribute("aria-current", "true");
}

function watchHeadings(scope) {
  watcher ??= new IntersectionObserver(markCurrent, { rootMargin: "0px 0px -70% 0px" });
  for (const heading of scope.querySelectorAll("h2[id], h3[id], h4[id]")) {
    if (!seen.has(heading)) watcher.observe(heading);
    seen.set(heading, true);
  }
}

function addToContents(headings) {
  const list = document.querySelector(".toc ol");
  if (!list) return;
  for (const heading of headings) {
    if (document.querySelector(`.toc a[href="#${CSS.escape(heading.id)}"]`)) continue;
    const item = document.createElement("li");
    const link = document.createElement("a");
    item.className = `toc__${heading.level}`;
    link.href = `#${heading.id}`;
    link.textContent = heading.text;
    item.append(link);
    list.append(item);
  }
}

function copyButtons(scope) {
  const template = document.querySelector("#copy-button");
  if (!template || !navigator.clipboard) return;
  for (const block of scope.querySelectorAll("pre.code")) {
    if (block.parentElement.classList.contains("code-box")) continue;
    const box = document.createElement("div");
    box.className = "code-box";
    block.replaceWith(box);
    box.append(block, template.content.cloneNode(true));
    const button = box.querySelector("button");
    button.addEventListener("click", () => copy(button, block.textContent));
  }
}

async function copy(button, text) {
  await navigator.clipboard.writeText(text);
  const say = button.querySelector("[role=status]");
  button.classList.add("is-done");
  say.textContent = button.dataset.done;
  setTimeout(() => {
    button.classList.remove("is-done");
    say.textContent = "";
  }, 1600);
}

function typeSettings() {
  for (const button of document.querySelectorAll("[data-set]")) {
    const { set: name, value } = button.dataset;
    const show = () => {
      const chosen = root.dataset[name] ?? button.parentElement.dataset[name];
      button.setAttribute("aria-pressed", String(chosen === value));
    };
    button.addEventListener("click", () => keep(name, value));
    document.addEventListener("renran:setting", show);
    show();
  }
}

if (body) {
  progress();
  typeSettings();
  watchHeadings(body);
  copyButtons(body);
  const toc = document.querySelector(".toc details");
  if (toc) toc.open = matchMedia("(min-width: 80rem)").matches;
  document.addEventListener("renran:text-added", ({ detail }) => {
    addToContents(detail.headings ?? []);
    watchHeadings(body);
    copyButtons(body);
  });
}
