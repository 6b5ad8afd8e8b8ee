/* The workbench of translations: a text of several lines can be written in lines.

   wagtail-localize's own script saves at Enter, and takes line feeds out of whatever is
   typed or pasted. Here it sees U+2028 in their place; the server knows. */
(() => {
  "use strict";

  const FIELD = ".js-translation-editor textarea";
  const LINE = "\u2028";
  const EARLY = { capture: true }; // before that script sees anything

  const source = (field) => field.closest("li")?.querySelector(":scope > p")?.textContent ?? "";
  const isLong = (field) => field.matches?.(FIELD) && source(field).includes("\n");

  const patched = new WeakSet();

  function showLines(field) {
    // React's own property of this field, which tells it what was typed.
    const value =
      Object.getOwnPropertyDescriptor(field, "value") ??
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
    Object.defineProperty(field, "value", {
      configurable: true,
      enumerable: value.enumerable,
      get() {
        return value.get.call(this).replaceAll("\n", LINE);
      },
      set(text) {
        value.set.call(this, text.replaceAll(LINE, "\n"));
      },
    });
    patched.add(field);
  }

  window.addEventListener(
    "focusin",
    ({ target }) => {
      if (isLong(target) && !patched.has(target)) showLines(target);
    },
    EARLY,
  );

  // Enter begins a line; with Ctrl or Cmd it saves.
  window.addEventListener(
    "keydown",
    (event) => {
      const begins = event.key === "Enter" && !event.ctrlKey && !event.metaKey;
      if (begins && isLong(event.target)) event.stopPropagation();
    },
    EARLY,
  );

  // What that script has in English, whatever language the desk speaks.
  const words = document.currentScript.dataset;
  const said = new Map([
    [words.headingInEnglish, words.heading],
    ["More actions", words.moreActions],
  ]);
  function translate(editor) {
    for (const label of editor.querySelectorAll("h3, .w-sr-only")) {
      const ours = said.get(label.textContent);
      if (ours && ours !== label.textContent) label.textContent = ours;
    }
  }
  document.addEventListener("DOMContentLoaded", () => {
    const editor = document.querySelector(".js-translation-editor");
    const watch = new MutationObserver(() => translate(editor));
    watch.observe(editor, { childList: true, subtree: true });
    translate(editor);
  });
})();
