// Small comforts on top of pages that work without them. Words come from the page, not from here.
(() => {
  "use strict";

  // A form is sent once. The button is never disabled (its value would be lost, and the focus with it):
  // further submits are ignored. A download never leaves the page, so the guard lets go after a while.
  const release = (form) => { delete form.dataset.sent; form.removeAttribute("aria-busy"); };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    delete form.dataset.dirty;
    setTimeout(release, 10000, form);
  }, true); // capture: before htmx, which listens on the form itself
  addEventListener("pageshow", (event) => { // back from the browser's memory of the page
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
  });

  // Warn before unsaved text in a form with data-guard is left.
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && "guard" in form.dataset) form.dataset.dirty = "1";
  });
  addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-dirty]")) event.preventDefault();
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt.closest("form");
    if (form) delete form.dataset.dirty; // what is typed from now on is newer than this request
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest("form");
    if (!form) return;
    release(form);
    if (!event.detail.successful && "guard" in form.dataset) form.dataset.dirty = "1";
  });

  // Characters left, said only near the limit. Counted as the server counts: code points, composed.
  const count = (area) => {
    const line = document.getElementById(`${area.id}-counter`);
    if (!line) return;
    const max = Number(area.dataset.max);
    const left = max - [...area.value.normalize("NFC")].length;
    const words = left < 0 ? line.dataset.over : line.dataset.left;
    line.classList.toggle("over", left < 0);
    line.textContent = left > Math.min(200, max / 5) ? "" : words.replace("{n}", Math.abs(left).toLocaleString("da"));
  };
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-max]")) count(event.target);
  });

  // Pages that are open already, and wait for somebody to be signed in again, are told (autosave.js).
  const opened = new BroadcastChannel("opened");
  opened.postMessage("");
  opened.close();

  // After a load or a swap: to the summary of errors, if there is one. What it speaks of is not saved yet.
  const settle = (root) => {
    root.querySelectorAll("textarea[data-max]").forEach(count);
    const summary = root.matches("[data-error-summary]") ? root : root.querySelector("[data-error-summary]");
    if (!summary) return;
    summary.focus();
    document.querySelectorAll("form[data-guard]").forEach((form) => { form.dataset.dirty = "1"; });
  };
  settle(document.body);
  document.addEventListener("htmx:afterSettle", (event) => {
    // What was said of an earlier try is no longer true when this one went well.
    if (event.detail.xhr?.status < 400) document.getElementById("beskeder")?.replaceChildren();
    settle(event.detail.elt);
  });
})();
