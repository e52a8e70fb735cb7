(() => {
  "use strict";
  const $ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const pane = document.getElementById("pane");
  const back = document.getElementById("back");
  const said = document.getElementById("said");
  let came = null; // the link that led into a document

  // A passage is d-<document>-<start>-<end>, further runs joined by dots. Its segments carry their offsets in code
  // points, so nothing is counted in UTF-16 here.
  const passage = (hash) => {
    const found = /^#d-(\d+)-(\d+-\d+(?:\.\d+-\d+)*)$/.exec(hash);
    return found && { home: document.getElementById("d-" + found[1]), runs: found[2].split(".").map((run) => run.split("-").map(Number)) };
  };

  const clear = () => $(".here").forEach((one) => one.classList.remove("here"));

  const show = (hash) => {
    clear();
    const target = passage(hash);
    if (!target || !target.home) {
      const plain = /^#[\w-]+$/.test(hash) && document.getElementById(hash.slice(1));
      if (plain) reveal(plain);
      return;
    }
    const inside = (s, e) => target.runs.some(([start, end]) => s < end && e > start);
    const words = $("[data-s]", target.home).filter((one) => inside(+one.dataset.s, +one.dataset.e));
    if (!words.length) { target.home.scrollIntoView(); return; }
    words.forEach((one) => one.classList.add("here"));
    words[0].scrollIntoView({ block: "center", inline: "nearest" });
    words[0].tabIndex = -1;
    words[0].focus({ preventScroll: true });
    said.textContent = "Shown in " + target.home.querySelector("h3").textContent + ": " + words.map((one) => one.textContent).join("");
  };

  const reveal = (element) => {
    for (let up = element; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    const closed = element.closest("[hidden]");
    if (closed) filter("");
    if (element.matches("article")) element.focus({ preventScroll: true });
    element.scrollIntoView({ block: element.matches("article.claim, article.edge") ? "center" : "start" });
  };

  const filter = (verdict) => {
    $("[data-filter]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.filter === verdict)));
    $("[data-verdict]").forEach((one) => { one.hidden = verdict !== "" && one.dataset.verdict !== verdict; });
    if (verdict) $("details[data-verdict]:not([hidden])").forEach((one) => { one.open = true; });
    const shown = $("details[data-verdict]:not([hidden]) .claim").length;
    said.textContent = shown + " claims shown";
  };

  const goBack = () => {
    if (!came) return;
    const link = came;
    came = null;
    back.hidden = true;
    clear();
    reveal(link);
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const hash = link.getAttribute("href");
    if (hash.startsWith("#d-") && !pane.contains(link) && !link.closest(".bar")) { came = link; back.hidden = false; }
    // The same link a second time; or the page is in a notebook's frame, where "#x" would lead out of it.
    if (hash === location.hash || location.protocol === "about:") { event.preventDefault(); show(hash); }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") goBack(); });
  back.addEventListener("click", goBack);
  addEventListener("hashchange", () => show(location.hash));

  $(".filters, .layers").forEach((one) => { one.hidden = false; });
  $("[data-filter]").forEach((one) => one.addEventListener("click", () => filter(one.dataset.filter)));
  $("[data-layer]").forEach((one) => one.addEventListener("click", () => {
    const on = pane.classList.toggle("show-" + one.dataset.layer);
    one.setAttribute("aria-pressed", String(on));
  }));
  addEventListener("beforeprint", () => $("details").forEach((one) => { one.open = true; }));
  if (location.hash) show(location.hash);
})();
