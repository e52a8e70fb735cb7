(() => {
  "use strict";
  const $ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);
  const desk = by("desk"), pane = by("pane"), back = by("back"), said = by("said"), origin = by("origin");
  let came = null; // the link that led into a document
  let open = null; // the claim that stands open in the matrix: its row, its article, and where that came from

  // A passage is d-<document>-<start>-<end>, further runs joined by dots. Its segments carry their offsets in code
  // points, so nothing is counted in UTF-16 here.
  const passage = (hash) => {
    const found = /^#d-(\d+)-(\d+-\d+(?:\.\d+-\d+)*)$/.exec(hash);
    return found && { home: by("d-" + found[1]), runs: found[2].split(".").map((run) => run.split("-").map(Number)) };
  };
  const element = (hash) => (/^#[\w-]+$/.test(hash) ? by(hash.slice(1)) : null);
  const clear = () => $(".here").forEach((one) => one.classList.remove("here"));

  // Three screens: the results alone, the results beside the documents ("split"), and the drawing of who took from
  // whom beside the documents ("reading"). Without a script all stand one below the other.
  const screen = (name) => {
    if (!desk || !pane) return;
    desk.classList.toggle("split", name !== "results");
    desk.classList.toggle("reading", name === "reading");
    back.hidden = name === "results";
  };

  const show = (hash) => {
    clear();
    const target = passage(hash);
    if (target && target.home) return light(target);
    const plain = element(hash);
    if (!plain) return;
    if (plain.closest(".texts")) { screen("reading"); reveal(plain); beside(plain.closest(".document")); return; }
    if (!plain.closest("#lineage, #evidence") || !desk.classList.contains("reading")) screen(came ? "split" : "results");
    if (plain.matches(".claim") && unfold(plain)) return;
    reveal(plain);
  };

  const light = (target) => {
    if (!desk.classList.contains("split")) screen("split");
    const inside = (s, e) => target.runs.some(([start, end]) => s < end && e > start);
    const words = $("[data-s]", target.home).filter((one) => inside(+one.dataset.s, +one.dataset.e));
    if (!words.length) { target.home.scrollIntoView(); return; }
    words.forEach((one) => one.classList.add("here"));
    // A text far down is laid out only when it is near: the first jump brings it there, the second to the words.
    target.home.scrollIntoView();
    words[0].scrollIntoView({ block: "center", inline: "nearest" });
    words[0].tabIndex = -1;
    words[0].focus({ preventScroll: true });
    beside(target.home);
    said.textContent = "Shown in " + target.home.querySelector("h3").textContent + ": " + words.map((one) => one.textContent).join("");
  };

  const reveal = (one) => {
    for (let up = one; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    if (one.matches("[tabindex='-1']")) one.focus({ preventScroll: true });
    one.scrollIntoView({ block: one.matches(".claim, .edge, tr") ? "center" : "start" });
  };

  // A claim opens below its row of the matrix, and goes back to its place in the list when it is closed.
  const unfold = (article) => {
    const row = document.querySelector("tr[data-claim='" + article.id.slice(2) + "']") || rowNaming(article.id);
    if (!row) return false;
    if (open && open.article === article) { reveal(article); return true; }
    fold();
    for (let up = row; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    const home = document.createComment("");
    article.replaceWith(home);
    const tr = document.createElement("tr"), td = document.createElement("td"), box = document.createElement("div");
    const close = document.createElement("button"), heading = document.createElement("h3");
    heading.className = "sr"; heading.textContent = "Claim opened";
    tr.className = "opened"; td.colSpan = row.parentElement.firstElementChild.firstElementChild.colSpan; box.className = "unfolded";
    close.type = "button"; close.className = "close"; close.textContent = "Close this claim";
    close.addEventListener("click", () => { const link = open.link; fold(); link.focus(); });
    box.append(heading, article, close); td.append(box); tr.append(td); row.after(tr);
    const link = $("a.open", row).find((one) => one.hash === "#" + article.id);
    link.setAttribute("aria-expanded", "true");
    open = { article, home, tr, link };
    article.focus({ preventScroll: true });
    row.scrollIntoView({ block: "start" });
    return true;
  };
  const rowNaming = (id) => { const link = document.querySelector("a.open[href$='#" + id + "']"); return link && link.closest("tr"); };
  const fold = () => {
    if (!open) return;
    open.home.replaceWith(open.article);
    open.tr.remove();
    open.link.setAttribute("aria-expanded", "false");
    open = null;
  };

  // Which boxes of the drawing are the document that is read and the sources of the passage pointed at.
  const beside = (home) => {
    $("[data-box].read").forEach((one) => one.classList.remove("read"));
    if (home) $("[data-box='" + home.id + "']").forEach((one) => one.classList.add("read"));
  };
  const trace = (one) => {
    $(".lit").forEach((other) => other.classList.remove("lit"));
    const keys = one ? one.dataset.from.split(" ") : [];
    const home = one && one.closest(".document");
    const names = [];
    keys.forEach((key) => {
      $("[data-box='" + key + "']").forEach((box) => { box.classList.add("lit"); names.push(box.querySelector(".id").textContent); });
      $("[data-ends]").forEach((line) => { const ends = line.dataset.ends.split(" "); if (ends.includes(key) && home && ends.includes(home.id)) line.classList.add("lit"); });
    });
    origin.hidden = !names.length;
    origin.textContent = names.length ? (one.classList.contains("shared") || one.classList.contains("shares") ? "Shared with " : "From ") + names.join(", ") : "";
  };

  const close = () => {
    const link = came;
    came = null;
    clear();
    trace(null);
    screen("results");
    if (location.hash.startsWith("#d-") || location.hash === "#texts") history.replaceState(null, "", location.protocol === "about:" ? "" : location.pathname + location.search);
    if (!link) return;
    for (let up = link; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const hash = link.getAttribute("href");
    if (/^#(d-|texts$)/.test(hash) && pane && !link.closest(".texts")) came = link;
    if (open && link === open.link) { event.preventDefault(); fold(); return; }
    // The same link a second time; or the page is in a notebook's frame, where "#x" would lead out of it.
    if (hash === location.hash || location.protocol === "about:") { event.preventDefault(); show(hash); }
  });
  addEventListener("hashchange", () => show(location.hash));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { if (desk.classList.contains("split")) close(); else if (open) { const link = open.link; fold(); link.focus(); } return; }
    // Up and down go from claim to claim, once one of them has the focus.
    const link = document.activeElement;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && link.matches("tr.row a.open")) {
      const links = $("#matrix tr.row > th > a.open").filter((one) => one.offsetParent);
      const next = links[links.indexOf(link) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    }
  });
  if (pane) {
    back.addEventListener("click", close);
    ["pointerover", "focusin"].forEach((kind) => pane.addEventListener(kind, (event) => {
      const one = event.target.closest("[data-from]");
      trace(one && one.dataset.from ? one : null);
    }));
    $(".layers").forEach((one) => { one.hidden = false; });
    $("[data-layer]").forEach((one) => one.addEventListener("click", () => {
      const on = pane.classList.toggle("show-" + one.dataset.layer);
      one.setAttribute("aria-pressed", String(on));
    }));
  }
  document.documentElement.classList.add("js");
  $("a.open").forEach((one) => one.setAttribute("aria-expanded", "false"));
  addEventListener("beforeprint", () => { fold(); $("details").forEach((one) => { one.open = true; }); });
  if (location.hash) show(location.hash);
})();
