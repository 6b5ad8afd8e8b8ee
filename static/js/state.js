// What is personal comes after the page, which is the same bytes for everyone.

const page = document.body.dataset.page;

async function fetchJson(address) {
  const answer = await fetch(address, {
    credentials: "same-origin",
    // Addresses in the answer lead to pages in the language of this one.
    headers: {
      Accept: "application/json",
      "Accept-Language": document.documentElement.lang,
    },
  });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function setLink(element, address) {
  if (address) element.href = address;
  else element.remove();
}

function showAccount({ user, csrf_token: token }) {
  const place = document.querySelector("[data-account]");
  const template = document.querySelector("#account-menu");
  if (!place || !template || !user) return;
  const menu = template.content.cloneNode(true);
  menu.querySelector("[data-name]").textContent = user.name || user.username;
  const face = menu.querySelector("[data-face]");
  if (user.avatar_url) face.src = user.avatar_url;
  else face.remove();
  setLink(menu.querySelector("[data-write]"), user.write_url);
  setLink(menu.querySelector("[data-admin]"), user.admin_url);
  setLink(menu.querySelector("[data-settings]"), user.settings_url);
  menu.querySelector("[name=csrfmiddlewaretoken]").value = token;
  place.replaceChildren(menu);
}

function showEditBar(state) {
  const template = document.querySelector("#edit-bar");
  if (!state.page?.edit_url || !template) return;
  const bar = template.content.cloneNode(true);
  bar.querySelector("a").href = state.page.edit_url;
  document.body.append(bar);
}

async function openPaywall(state) {
  const box = document.querySelector("[data-paywall]");
  if (!box) return;
  if (!state.page?.can_read_all || !state.page.paid_url) {
    // Who is signed in gains nothing by doing it again.
    if (state.user) box.querySelector("[data-visitor]").remove();
    return;
  }
  const paid = await fetchJson(state.page.paid_url);
  // Our own server's sanitised HTML, as in the page itself.
  const part = document.createRange().createContextualFragment(paid.html);
  const added = [...part.children];
  box.replaceWith(part);
  document.dispatchEvent(
    new CustomEvent("renran:text-added", { detail: { added, headings: paid.headings } }),
  );
}

async function personalise() {
  const query = page ? `?page=${encodeURIComponent(page)}` : "";
  const state = await fetchJson(document.body.dataset.state + query);
  showAccount(state);
  showEditBar(state);
  await openPaywall(state);
  document.dispatchEvent(new CustomEvent("renran:state", { detail: state }));
}

personalise().catch(() => {
  // The page is whole without it: sign-in link and paywall link stay.
});
