// Codes with a countdown, and a word while typing when a name is taken. Without
// this script the same buttons post the form.

const chinese = document.documentElement.lang.startsWith("zh");
const words = chinese
  ? {
      human: "请先完成上面的验证。",
      sending: "正在发送…",
      sent: "验证码已发送，5 分钟内有效。",
      again: "重新发送",
      wait: (seconds) => `${seconds} 秒后可重发`,
      failed: "验证码没有发出去，请再试一次。",
      offline: "网络似乎断了，请稍后再试。",
      name: "这个用户名已经有人用了。",
      mobile: "这个手机号已经注册，可以直接登录。",
    }
  : {
      human: "Please complete the check above first.",
      sending: "Sending…",
      sent: "Code sent. It is good for 5 minutes.",
      again: "Send again",
      wait: (seconds) => `Again in ${seconds} s`,
      failed: "The code could not be sent. Please try again.",
      offline: "You seem to be offline. Please try again later.",
      name: "This username is taken.",
      mobile: "This number has an account. You can sign in.",
    };
const POLL = 1500;

async function ask(address, options) {
  const answer = await fetch(address, {
    credentials: "same-origin",
    // What it refuses is said in the language of the page.
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      "Accept-Language": document.documentElement.lang,
    },
    ...options,
  });
  return { ok: answer.ok, body: await answer.json() };
}

function firstMessage({ detail, errors }) {
  const [field] = Object.values(errors || {});
  return field?.[0]?.message || detail;
}

function proofIn(form) {
  const value = (name) => form.elements.namedItem(name)?.value || "";
  if (value("altcha")) return { kind: "altcha", payload: value("altcha") };
  if (value("tencent_ticket")) {
    return { kind: "tencent", payload: value("tencent_ticket"), answer: value("tencent_randstr") };
  }
  if (value("captcha_1")) {
    return { kind: "picture", payload: value("captcha_0"), answer: value("captcha_1") };
  }
  return undefined;
}

class CodeButton {
  constructor(form, button) {
    this.form = form;
    this.button = button;
    this.label = button.textContent.trim();
    this.note = form.querySelector("[data-code-note]");
    button.addEventListener("click", (event) => this.press(event));
  }

  async press(event) {
    event.preventDefault();
    const target = this.form.elements.namedItem("target");
    if (!target.reportValidity()) return;
    if (this.needsProof()) {
      this.say(words.human);
      return;
    }
    this.button.disabled = true;
    this.say(words.sending);
    try {
      await this.send(target.value.trim());
    } catch {
      this.release(words.offline);
    }
  }

  needsProof() {
    const box = this.form.querySelector("[data-human]");
    return Boolean(box) && !this.wasSent && !proofIn(this.form);
  }

  async send(target) {
    const field = target.includes("@") ? "email" : "mobile";
    const human = this.wasSent ? undefined : proofIn(this.form);
    const body = JSON.stringify({ purpose: this.form.dataset.purpose, [field]: target, human });
    const { ok, body: code } = await ask("/api/v1/codes/", { method: "POST", body });
    if (!ok) {
      this.release(firstMessage(code));
      document.dispatchEvent(new Event("renran:proof-spent"));
      return;
    }
    this.wasSent = true;
    this.form.querySelector("[data-human]")?.remove();
    this.until = Date.now() + code.retry_after * 1000;
    this.tick();
    await this.follow(code);
  }

  async follow(code) {
    if (code.state === "pending") {
      await new Promise((resolve) => setTimeout(resolve, POLL));
      const { ok, body } = await ask(`/api/v1/codes/${code.ticket}/`, { cache: "no-store" });
      if (ok) await this.follow(body);
    } else if (code.state === "failed") {
      this.until = 0;
      this.say(words.failed);
    } else {
      this.say(words.sent);
      this.form.elements.namedItem("code").focus();
    }
  }

  tick() {
    const left = Math.ceil((this.until - Date.now()) / 1000);
    if (left <= 0) {
      this.release();
      this.button.textContent = words.again;
      return;
    }
    this.button.textContent = words.wait(left);
    setTimeout(() => this.tick(), 500);
  }

  release(message) {
    this.button.disabled = false;
    this.button.textContent = this.label;
    if (message) this.say(message);
  }

  say(message) {
    this.note.textContent = message;
  }
}

function watchTaken(field, address, message) {
  const input = field?.querySelector("input");
  const note = field?.querySelector("[data-taken]");
  if (!input || !note) return;
  input.addEventListener("change", async () => {
    note.hidden = true;
    const typed = input.value.trim();
    if (!typed) return;
    const { ok, body } = await ask(`/api/v1/${address}/${encodeURIComponent(typed)}/count/`);
    if (typed !== input.value.trim()) return;
    if (ok && !body.count) return;
    note.textContent = ok ? message : firstMessage(body);
    note.hidden = false;
  });
}

for (const form of document.querySelectorAll("[data-door]")) {
  const button = form.querySelector("[data-send]");
  if (button) new CodeButton(form, button);
  if (form.elements.namedItem("accepts")) {
    watchTaken(form.querySelector("[data-field=username]"), "usernames", words.name);
    if (form.dataset.purpose === "sign_up") {
      watchTaken(form.querySelector("[data-field=target]"), "mobiles", words.mobile);
    }
  }
}
