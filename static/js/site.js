// The theme switch, closing of open menus, and the buttons of the carousel.

const root = document.documentElement;

export function keep(name, value) {
  root.dataset[name] = value;
  try {
    localStorage.setItem(name, value);
  } catch {
    // Storage may be switched off; the choice then lasts for this page.
  }
  document.dispatchEvent(new CustomEvent("renran:setting", { detail: { name, value } }));
}

export function isDark() {
  const chosen = root.dataset.theme;
  if (chosen) return chosen === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

function themeSwitch(button) {
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    keep("theme", isDark() ? "light" : "dark");
    show();
  });
  show();
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    const left = event.type === "click" && !menu.contains(event.target);
    const escaped = event.type === "keydown" && event.key === "Escape";
    if (!left && !escaped) continue;
    menu.open = false;
    if (escaped) menu.querySelector("summary").focus();
  }
}

function carousel(box) {
  const track = box.querySelector(".covers__track");
  const links = [...box.querySelectorAll("[data-slide]")];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const current = () => Math.round(track.scrollLeft / track.clientWidth);
  const go = (to) => {
    const number = (to + links.length) % links.length;
    const behavior = calm.matches ? "auto" : "smooth";
    track.scrollTo({ left: number * track.clientWidth, behavior });
  };
  const show = () => {
    links.forEach((link, number) => {
      if (number === current()) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  links.forEach((link, number) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(number);
    });
  });
  for (const button of box.querySelectorAll("[data-turn]")) {
    button.addEventListener("click", () => go(current() + Number(button.dataset.turn)));
  }
  track.addEventListener("scroll", show, { passive: true });
  show();
}

document.querySelectorAll("[data-theme-switch]").forEach(themeSwitch);
document.querySelectorAll("[data-carousel]").forEach(carousel);
document.addEventListener("click", closeMenus);
document.addEventListener("keydown", closeMenus);
