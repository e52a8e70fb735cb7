// Follows work that goes on, and shows where files are dropped. Every page works without it.
"use strict";

const STAGES = {
  "": "about to begin", fetch: "fetching pages", read: "reading", clean: "reading", parse: "reading sentences",
  annotate: "finding what is said", trace: "looking for who copied whom", corroborate: "counting witnesses",
};

let typed = false;
document.addEventListener("input", () => { typed = true; });

function finished(box) {
  if (!typed) {
    location.reload();
    return;
  }
  box.textContent = "The work is done. Load the page anew to see what came out; what you typed here is kept until then.";
}

function follow(box) {
  const stage = box.querySelector(".stage");
  const bar = box.querySelector("progress");
  async function look() {
    try {
      const answer = await fetch(box.dataset.job, { headers: { accept: "application/json" } });
      const job = answer.ok ? await answer.json() : null;
      if (job && job.state !== "waiting" && job.state !== "running") {
        finished(box);
        return;
      }
      if (job) {
        stage.textContent = STAGES[job.stage] || job.stage;
        if (job.total) {
          bar.max = job.total;
          bar.value = job.done;
        } else {
          bar.removeAttribute("value");
        }
      }
    } catch (error) {
      stage.textContent = "the desk does not answer; it is asked again";
    }
    setTimeout(look, 1000);
  }
  setTimeout(look, 600);
}

for (const box of document.querySelectorAll("[data-job]")) follow(box);

for (const input of document.querySelectorAll(".drop input")) {
  for (const name of ["dragenter", "dragover"]) input.addEventListener(name, () => input.classList.add("over"));
  for (const name of ["dragleave", "drop"]) input.addEventListener(name, () => input.classList.remove("over"));
}
