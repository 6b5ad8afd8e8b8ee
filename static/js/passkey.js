// Passkeys as a second factor: asks the server, then the browser, then the server.

const bytes = (coded) =>
  Uint8Array.from(atob(coded.replace(/-/g, "+").replace(/_/g, "/")), (letter) =>
    letter.charCodeAt(0),
  );

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const known = (list) => (list || []).map((item) => ({ ...item, id: bytes(item.id) }));

function creation(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
  };
}

function request(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: known(options.allowCredentials),
  };
}

function written(credential) {
  const response = {};
  for (const name of [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function post(address, token, body) {
  const answer = await fetch(address, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function hold(box) {
  const { begin, complete, token, passkey } = box.dataset;
  const options = await post(begin, token, {});
  const isNew = passkey === "registration";
  const credential = isNew
    ? await navigator.credentials.create({ publicKey: creation(options) })
    : await navigator.credentials.get({ publicKey: request(options) });
  const next = box.dataset.next;
  const query = next ? `?next=${encodeURIComponent(next)}` : "";
  const done = await post(complete + query, token, written(credential));
  if (isNew) location.reload();
  else location.assign(next ? done.redirect_url : "/admin/");
}

for (const box of document.querySelectorAll("[data-passkey]")) {
  const button = box.querySelector("button");
  const note = box.querySelector("[role=status]");
  if (!window.PublicKeyCredential || /^[\d.]+$|:/.test(location.hostname)) {
    button.disabled = true;
    note.textContent = box.dataset.unable;
    continue;
  }
  button.addEventListener("click", async () => {
    note.textContent = "";
    button.disabled = true;
    try {
      await hold(box);
    } catch {
      note.textContent = box.dataset.refused;
      button.disabled = false;
    }
  });
}
