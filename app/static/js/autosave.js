// A draft saves itself, field by field, about two seconds after the last key. One request at a time. What could not be
// saved is told, stays in its field, and is tried again. Words come from the page: its templates, and the server's answers.
(() => {
  "use strict";
  const REST = 2000;
  const PAUSES = [4000, 8000, 15000, 30000, 60000];
  const savers = new Map(); // form → { waiting, refused, late: names of fields, timer, busy, failures }
  const at = (id) => document.getElementById(id);

  const saverOf = (form) => {
    if (!form || !("autosave" in form.dataset)) return null;
    if (!savers.has(form)) {
      // late: written since the whole form was sent; null when it is not under way.
      savers.set(form, { form, waiting: new Set(), refused: new Set(), late: null, timer: 0, busy: null, failures: 0 });
    }
    return savers.get(form);
  };
  const base = (form, name) => form.querySelector(`input[name="base-${name}"]`);
  const controls = (form, name) => [...form.elements].filter((control) => control.name === name);
  const isGroup = (control) => ["checkbox", "radio"].includes(control.type);

  const plan = (saver, pause) => {
    clearTimeout(saver.timer);
    saver.timer = setTimeout(run, pause, saver);
  };
  const run = (saver) => {
    clearTimeout(saver.timer);
    if (!saver.form.isConnected) return savers.delete(saver.form);
    if (saver.late || saver.busy || !saver.waiting.size) return saver.busy;
    saver.busy = saveAll(saver).finally(() => { saver.busy = null; });
    return saver.busy;
  };

  const saveAll = async (saver) => {
    for (const name of [...saver.waiting]) {
      if (!await save(saver, name)) {
        plan(saver, PAUSES[Math.min(saver.failures++, PAUSES.length - 1)]);
        return;
      }
    }
    saver.failures = 0;
    if (saver.waiting.size) plan(saver, REST); // written meanwhile
    else if (!saver.refused.size) {
      say(saver, null);
      // A choice that is still open, or an error that is marked, is not saved yet.
      if (!document.querySelector("[data-error-summary]")) delete saver.form.dataset.dirty;
    }
  };

  // Whether it was answered; refused is answered too.
  const save = async (saver, name) => {
    const { form } = saver;
    const sent = new URLSearchParams([["csrf_token", form.elements.csrf_token.value], ["autosave", "1"]]);
    sent.append(`base-${name}`, base(form, name).value);
    for (const control of controls(form, name)) {
      if (!isGroup(control) || control.checked) sent.append(name, control.value);
    }
    saver.waiting.delete(name);
    const fail = (reason) => { saver.waiting.add(name); say(saver, reason); return false; };
    let answer, page;
    try {
      answer = await fetch(form.action, { method: "POST", body: sent, headers: { "HX-Request": "true" } });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return fail("offline");
    }
    if (answer.status === 401) return fail("signed-out");
    if (answer.status >= 500) return fail("failed");
    if (answer.ok) saver.refused.delete(name);
    else saver.refused.add(name);
    if (page.getElementById("gemt")) show(saver, name, page.body);
    else say(saver, page.querySelector("#fejlbesked .alert-text")?.childNodes); // it cannot be written in now
    return true;
  };

  const show = ({ form }, name, answer) => {
    quiet(form, name);
    for (const part of answer.children) {
      if (part.matches("input")) base(form, name).value = part.value;
      else if ("about" in part.dataset) complain(form, name, part);
      else if (at(part.id) && !at(part.id).contains(document.activeElement)) at(part.id).replaceChildren(...part.childNodes);
    }
  };
  const quiet = (form, name) => {
    for (const id of [`${name}-said`, `${name}-error`]) at(id)?.remove();
    for (const control of controls(form, name)) {
      control.removeAttribute("aria-invalid");
      describe(control, (ids) => ids.filter((id) => id !== `${name}-said` && id !== `${name}-error`));
      control.closest(".form-error")?.classList.remove("form-error");
    }
  };
  const complain = (form, name, words) => {
    const [control] = controls(form, name);
    words.id = `${name}-said`;
    (control.closest("[class^='form-group-']") ?? control).before(words);
    control.setAttribute("aria-invalid", "true");
    describe(control, (ids) => [...ids, words.id]);
  };
  const describe = (control, change) => {
    const ids = change((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
    if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
    else control.removeAttribute("aria-describedby");
  };

  // Said once, however often it is tried. `reason` names a template of the page, or is the server's own words.
  const say = ({ form }, reason) => {
    const place = at("ikke-gemt");
    if (typeof reason === "string" && place.dataset.said === reason) return;
    place.dataset.said = typeof reason === "string" ? reason : "";
    const words = (name) => form.querySelector(`template[data-say="${name}"]`).content.cloneNode(true);
    place.replaceChildren(...(typeof reason === "string" ? [words(reason)] : reason ?? []));
    if (reason) at("gemt").replaceChildren(words("waiting"));
  };

  document.addEventListener("input", ({ target }) => {
    const saver = saverOf(target.form);
    if (!saver || !base(target.form, target.name)) return;
    saver.late?.add(target.name);
    if (target.closest(".conflict")) return;
    saver.waiting.add(target.name);
    if (!saver.failures) plan(saver, REST);
  });
  const again = () => savers.forEach((saver) => saver.failures && run(saver));
  addEventListener("online", again);
  addEventListener("focus", again);
  document.addEventListener("visibilitychange", () => document.hidden || again());

  // The whole form waits for the field that is being saved: its answer tells what the next save begins from. While
  // nothing can be saved, the page is not left for one that would lose the text.
  addEventListener("submit", (event) => {
    const saver = savers.get(event.target);
    if (!saver) return;
    clearTimeout(saver.timer);
    if (!saver.busy && !saver.failures) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    Promise.resolve(run(saver)).then(() => saver.failures || saver.form.requestSubmit(event.submitter));
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    const saver = savers.get(event.target.closest("form"));
    if (!saver?.busy) return;
    event.preventDefault();
    saver.busy.then(() => event.detail.issueRequest(true));
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const saver = saverOf(event.target.closest("form"));
    if (saver) saver.late = new Set();
  });
  // What is written while the whole form is under way is newer than the form that comes back: it is put into that one,
  // and saves itself there.
  document.addEventListener("htmx:afterSwap", () => {
    for (const [form, { late }] of savers) {
      if (form.isConnected) continue;
      savers.delete(form);
      const next = document.querySelector("form[data-autosave]");
      if (next) for (const name of late ?? []) carry(form, next, name);
    }
  });
  const carry = (from, to, name) => {
    const was = controls(from, name);
    const [mine] = controls(to, `${name}-mine`);
    if (mine && !controls(from, `${name}-mine`).length) carryChoice(mine, controls(to, name)[0], was[0]);
    else for (const control of controls(to, name)) {
      if (isGroup(control)) control.checked = was.some((other) => other.checked && other.value === control.value);
      else {
        control.value = was[0].value;
        if (control === document.activeElement) control.setSelectionRange?.(was[0].selectionStart, was[0].selectionEnd);
      }
    }
    controls(to, name)[0]?.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // Another has written there too: it is the writer's own side of the choice. (Boxes are shown as they were sent.)
  const carryChoice = (mine, joint, { type, value }) => {
    if (isGroup({ type })) return;
    if (joint) joint.value = joint.value.replace(mine.value, () => value);
    mine.closest(".conflict").querySelector(".words").textContent = value;
    mine.value = value;
  };
  document.addEventListener("htmx:afterRequest", (event) => {
    const saver = savers.get(event.target.closest("form"));
    if (!saver) return;
    saver.late = null;
    if (!event.detail.successful && saver.form.isConnected) plan(saver, REST);
  });
  document.addEventListener("htmx:sendError", (event) => {
    const saver = saverOf(event.target.closest("form"));
    if (saver) say(saver, "offline");
  });
})();
