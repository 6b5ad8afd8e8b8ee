// Runs before the page is painted, so that nothing flashes: it must stay small.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  for (const name of ["theme", "face", "size"]) {
    const value = kept(name);
    if (value) root.dataset[name] = value;
  }
})();
