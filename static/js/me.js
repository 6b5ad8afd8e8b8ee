// The own settings: a picture before it is uploaded, a theme before it is saved, and
// the page one is on in sight of the menu. Everything works without this script.

import { keep } from "./site.js";

const root = document.documentElement;

function showPreview(form) {
  const face = document.querySelector("[data-preview]");
  const letter = document.querySelector("[data-letter]");
  let address = "";
  form.elements.namedItem("avatar").addEventListener("change", ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    if (address) URL.revokeObjectURL(address);
    address = URL.createObjectURL(file);
    face.src = address;
    face.hidden = false;
    if (letter) letter.hidden = true;
  });
}

function wear(theme) {
  if (theme !== "system") {
    keep("theme", theme);
    return;
  }
  delete root.dataset.theme;
  try {
    localStorage.removeItem("theme");
  } catch {
    // Storage may be switched off; then nothing is kept there either.
  }
}

function followTheme(box) {
  const chosen = box.querySelector("[name=theme]:checked");
  // Only right after saving: to look at this page changes nothing.
  if (chosen && "saved" in box.dataset) wear(chosen.value);
  box.addEventListener("change", ({ target }) => {
    if (target.name === "theme") wear(target.value);
  });
}

document.querySelectorAll("form[data-avatar]").forEach(showPreview);
document.querySelectorAll("[data-appearance]").forEach(followTheme);
document
  .querySelector("[data-me-menu] [aria-current]")
  ?.scrollIntoView({ block: "nearest", inline: "center" });
