// The proof that a person is there: fills the form's hidden fields. A button pressed
// too early is pressed again when the proof is in. A script that has used the proof up
// says "renran:proof-spent" to the document. Where nothing else works: the picture.

const LANGUAGE = "renran";

function onSpent(renew) {
  document.addEventListener("renran:proof-spent", renew);
}

function showPicture(box) {
  const source = box.querySelector("noscript[data-human-picture]");
  if (!source) return;
  box.querySelector("[data-human-widget]").remove();
  box.querySelector("[data-human-switch]").remove();
  source.insertAdjacentHTML("beforebegin", source.textContent);
  source.remove();
  const frame = box.querySelector("iframe");
  onSpent(() => {
    frame.src = frame.getAttribute("src");
    box.querySelector("[name=captcha_1]").value = "";
  });
}

function style(address) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  document.head.append(link);
}

function altchaWidget(box) {
  const widget = document.createElement("altcha-widget");
  widget.setAttribute("challenge", box.dataset.challenge);
  widget.setAttribute("auto", "onfocus");
  widget.setAttribute("language", LANGUAGE);
  widget.setAttribute(
    "configuration",
    JSON.stringify({ hideFooter: true, hideLogo: true, humanInteractionSignature: false }),
  );
  return widget;
}

// Capturing, so that scripts of the form hear of the press only once there is a proof.
function pressAgainWhenReady(form, widget) {
  let pressed = null;
  form.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("button, input");
      if (button?.type !== "submit" || !widget.isConnected) return;
      const state = widget.getState();
      if (state === "verified" || state === "error") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      pressed = button;
      if (state !== "verifying") widget.verify();
    },
    { capture: true },
  );
  widget.addEventListener("verified", () => {
    const button = pressed;
    pressed = null;
    // The hidden field is written in the next turn.
    if (button) setTimeout(() => button.click());
  });
}

async function altcha(box) {
  if (!isSecureContext) throw new Error("WebCrypto needs HTTPS");
  style(box.dataset.style);
  await import(box.dataset.widget);
  globalThis.$altcha.i18n.set(LANGUAGE, JSON.parse(box.dataset.labels));
  globalThis.$altcha.algorithms.set("PBKDF2/SHA-256", () => new Worker(box.dataset.worker));
  const widget = altchaWidget(box);
  // Not at once: a page that lies open does no sums until somebody is back at it.
  widget.addEventListener("expired", () => widget.reset());
  onSpent(() => {
    widget.reset();
    widget.verify();
  });
  box.querySelector("[data-human-widget]").append(widget);
  pressAgainWhenReady(box.closest("form"), widget);
}

function script(address) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = address;
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

async function tencent(box) {
  await script(box.dataset.script);
  const place = box.querySelector("[data-human-widget]");
  place.append(box.querySelector("[data-human-tencent]").content.cloneNode(true));
  const field = (name) => place.querySelector(`[name=${name}]`);
  const done = place.querySelector("[data-done]");
  const fill = (ticket, randstr) => {
    field("tencent_ticket").value = ticket;
    field("tencent_randstr").value = randstr;
    done.textContent = ticket && done.dataset.done;
  };
  const dialog = new globalThis.TencentCaptcha(box.dataset.app, ({ ret, ticket, randstr }) => {
    if (ret === 0) fill(ticket, randstr);
  });
  place.querySelector("button").addEventListener("click", () => dialog.show());
  onSpent(() => fill("", ""));
}

async function start(box) {
  const change = box.querySelector("[data-human-switch]");
  change?.addEventListener("click", () => showPicture(box));
  try {
    await (box.dataset.human === "tencent" ? tencent(box) : altcha(box));
    if (change) change.hidden = false;
  } catch {
    showPicture(box);
  }
}

document.querySelectorAll("[data-human]").forEach(start);
