// Shows how far an import is without loading the page again and again.
(() => {
  const EVERY = 2000;

  const refresh = async () => {
    const shown = document.getElementById("import-report");
    if (document.hidden) {
      setTimeout(refresh, EVERY);
      return;
    }
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (answer.redirected) {
        location.reload(); // signed out meanwhile
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("import-report");
      if (fresh) {
        shown.replaceWith(fresh);
      }
    } catch {
      // no network at the moment: asked again like everything else
    }
    if (document.querySelector("[data-import-runs]")) {
      setTimeout(refresh, EVERY);
    }
  };

  setTimeout(refresh, EVERY);
})();
