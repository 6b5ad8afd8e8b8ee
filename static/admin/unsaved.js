/* What was typed counts as typed, from the first key on.

   Wagtail takes the form's content as the one to compare with two seconds after the
   editor appears, and again when an autosave has come back: what was typed by then
   belongs to it, and neither autosave nor a warning follows. Here it is what stood
   there before the writer's first key, and after an autosave what was sent. */
(() => {
  "use strict";

  const FORM = "form[data-edit-form]";
  // What a writer does first; scripts do none of it (`isTrusted`).
  const ACTIONS = ["keydown", "beforeinput", "pointerdown", "paste", "drop"];
  const EARLY = { capture: true }; // before anybody else's handler changes anything

  const controller = (form, name) =>
    window.wagtail.app.getControllerForElementAndIdentifier(form, name);

  const kept = new WeakMap(); // form: its content as it came, or as it was saved
  const sent = new WeakMap(); // form: its content when an autosave set out

  function compare(form) {
    const unsaved = controller(form, "w-unsaved");
    const content = kept.get(form);
    unsaved.previousFormData = content;
    unsaved.initialFormData = content;
  }

  function remember({ isTrusted, target }) {
    const form = isTrusted && target.closest?.(FORM);
    const unsaved = form && controller(form, "w-unsaved");
    if (!unsaved || kept.has(form)) return;
    // Wagtail begins once for each time the form connected: the first may be over.
    kept.set(form, unsaved.initialFormData || unsaved.formData);
    compare(form);
  }
  for (const name of ACTIONS) document.addEventListener(name, remember, EARLY);

  /* Typed before any script ran: such a field holds other than what came with it. */
  document.addEventListener("w-unsaved:ready", ({ target: form }) => {
    const field = document.activeElement;
    if (field?.form !== form || !("defaultValue" in field)) return;
    if (field.value === field.defaultValue) return;
    kept.set(form, "");
    compare(form);
  });

  document.addEventListener("w-autosave:save", ({ target: form }) => {
    sent.set(form, controller(form, "w-unsaved").formData);
  });
  document.addEventListener(
    "w-autosave:success",
    ({ target: form }) => kept.set(form, sent.get(form)),
    EARLY,
  );
  document.addEventListener("w-unsaved:watch-edits", ({ target: form }) => {
    if (kept.has(form)) compare(form);
  });

  /* Wagtail compares twice a second; tabs are closed in between as well. */
  function compareNow() {
    for (const form of document.querySelectorAll(FORM)) controller(form, "w-unsaved")?.hasChanges();
  }
  window.addEventListener("beforeunload", compareNow, EARLY);

  /* Who is signed out would be led to sign in, and what they wrote would be gone: the
     desk is asked first whether it would let this very person in. */
  const words = document.currentScript.dataset;
  const PATIENCE = 5000; // milliseconds
  const person = document.querySelector('meta[name="renran-person"]')?.content;

  async function standing() {
    try {
      const answer = await fetch(words.standing, {
        headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
        cache: "no-store",
        redirect: "manual", // to sign in, to the second factor, to new terms
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status >= 500) return "offline";
      const found = answer.ok ? await answer.json() : {};
      return String(found.person) === person ? "well" : "signedOut";
    } catch {
      return "offline";
    }
  }
  function say(text) {
    const detail = { clear: true, text, type: "error" };
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail }));
    window.scrollTo(0, 0);
  }
  /* Signing in anew, in another tab, gives the browser a new token: this page still
     has the old one in its forms, and Wagtail in its settings. */
  function renewToken() {
    const token = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1];
    if (!token) return;
    window.wagtailConfig.CSRF_TOKEN = token;
    for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
  }
  window.addEventListener("focus", renewToken);
  document.addEventListener("w-autosave:error", async () => {
    if ((await standing()) === "signedOut") say(words.signedOut);
  });

  /* A button is pressed: first comes an autosave that is under way, since what comes
     from a window that knows nothing of the newest version is refused; then the
     question above; then the form goes, once, however often it was pressed. */
  const answered = new WeakSet(); // forms that may go now
  let onTheWay = new WeakSet(); // forms that were pressed, until they are refused

  /* Wagtail writes a reviewer's decision into the form when a button is pressed: what
     does not go takes it out again, or the next save would decide. */
  const DECISION = '[name="action-workflow-action"], [name^="workflow-action-"]';
  function takeBack(form) {
    for (const field of form.querySelectorAll(DECISION)) field.remove();
  }
  /* A decision with words is sent by a script, past every question: it goes the way of
     a button instead. */
  document.addEventListener("w-unsaved:ready", ({ target: form }) => {
    form.submit = () => form.requestSubmit();
  });

  function press(form, button) {
    if (button) button.disabled = false; // pressed once, it was put out of use
    form.requestSubmit(button);
  }
  const paused = new WeakSet(); // forms whose autosave waits for what is sent now
  function pause(form) {
    const autosave = controller(form, "w-autosave");
    if (!autosave?.activeValue) return;
    autosave.activeValue = false;
    paused.add(form);
  }
  function release(form, button) {
    onTheWay.delete(form);
    takeBack(form);
    if (paused.delete(form)) controller(form, "w-autosave").activeValue = true;
    const pressed = button ?? document.querySelector(".modal form [type=submit]");
    const waiting = pressed && controller(pressed, "w-progress");
    if (waiting) waiting.loadingValue = false;
  }
  async function askFirst(form, button) {
    pause(form);
    await controller(form, "w-autosave")?.submitPromise?.catch(() => {
      // What goes now holds what it would have saved.
    });
    const found = await standing();
    if (found !== "well") {
      release(form, button);
      say(words[found]);
      return;
    }
    renewToken();
    answered.add(form);
    press(form, button);
    answered.delete(form); // a form the browser itself refuses is asked for anew
    if (!form.checkValidity()) release(form, button);
  }
  function takeTurns(event) {
    const { target: form, submitter } = event;
    if (!form.matches(FORM)) return;
    if (!answered.delete(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (onTheWay.has(form)) return;
      onTheWay.add(form);
      askFirst(form, submitter);
      return;
    }
    setTimeout(() => {
      // Held up by a question, it is not gone.
      if (event.defaultPrevented) release(form, submitter);
      else if (submitter) submitter.disabled = true;
    });
  }
  /* Back from what the form led to. */
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    onTheWay = new WeakSet();
    document.querySelectorAll(FORM).forEach(takeBack);
    for (const button of document.querySelectorAll(`${FORM} button[type="submit"]`))
      button.disabled = false;
  });
  document.addEventListener("submit", takeTurns, EARLY);
})();
