// A draft saves itself, field by field, about two seconds after the last key. One request at a time. What could not be
// saved is told, stays in its field, and is tried again. Words come from the page: its templates, and the server's answers.
(() => {
  "use strict";
  const REST = 2000;
  const PAUSES = [4000, 8000, 15000, 30000, 60000];
  const PATIENCE = 5000; // so long is a link held back while what is unsaved is saved
  const KEPT_ALIVE = 60000; // a browser lets no larger request outlive its page
  const savers = new Map(); // form → { waiting, refused, late: names of fields, timer, busy, failures }
  const at = (id) => document.getElementById(id);

  const saverOf = (form) => {
    if (!form || !("autosave" in form.dataset)) return null;
    if (!savers.has(form)) {
      // late: written since the whole form was sent; null when it is not under way.
      const refused = new Set(form.dataset.refused.split(" ").filter(Boolean));
      savers.set(form, { form, waiting: new Set(), refused, late: null, timer: 0, busy: null, failures: 0 });
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
    return until(saver, saveAll(saver));
  };

  const until = (saver, saved) => {
    const mine = saved.finally(() => { if (saver.busy === mine) saver.busy = null; });
    saver.busy = mine;
    return mine;
  };

  const saveAll = async (saver) => {
    for (const name of [...saver.waiting]) if (!await save(saver, name)) return settle(saver, false);
    settle(saver, true);
  };
  const settle = (saver, isAnswered) => {
    if (!isAnswered) {
      plan(saver, PAUSES[Math.min(saver.failures++, PAUSES.length - 1)]);
      return;
    }
    saver.failures = 0;
    if (saver.waiting.size) plan(saver, REST); // written meanwhile
    else if (!saver.refused.size) {
      document.querySelector("[data-error-summary]")?.remove();
      delete saver.form.dataset.dirty;
    }
  };

  const send = (form, name) => {
    const sent = new URLSearchParams([["csrf_token", form.elements.csrf_token.value], ["autosave", "1"]]);
    sent.append(`base-${name}`, base(form, name).value);
    for (const control of controls(form, name)) {
      if (!isGroup(control) || control.checked) sent.append(name, control.value);
    }
    const keepalive = document.hidden && `${sent}`.length < KEPT_ALIVE;
    return fetch(form.action, { method: "POST", body: sent, headers: { "HX-Request": "true" }, keepalive });
  };

  // Whether it was answered; refused is answered too.
  const save = async (saver, name) => {
    saver.waiting.delete(name);
    const fail = (reason) => { saver.waiting.add(name); say(saver, reason); return false; };
    let answer, page;
    try {
      answer = await send(saver.form, name);
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return fail("offline");
    }
    if (answer.status === 401) return fail("signed-out");
    if (answer.status >= 500) return fail("failed");
    if (answer.ok) saver.refused.delete(name);
    else saver.refused.add(name);
    if (page.getElementById("gemt")) {
      say(saver, null);
      show(saver, name, page.body);
    } else say(saver, page.querySelector("#fejlbesked .alert-text")?.childNodes ?? []); // it cannot be written in now
    remind(saver);
    return true;
  };

  const topOf = (element) => element.getBoundingClientRect().top;
  const show = ({ form, refused }, name, answer) => {
    const here = document.activeElement;
    const was = topOf(here);
    quiet(form, name);
    // The server knows of this field alone: what it says of another that is refused is of what it has stored.
    const others = [...refused].filter((other) => other !== name);
    const unknown = others.flatMap((other) => [`${other}-state`, `${other}-missing`]);
    for (const part of answer.children) {
      const place = at(part.id);
      if (part.matches("input")) base(form, name).value = part.value;
      else if ("about" in part.dataset) complain(form, name, part);
      else if (place && !unknown.includes(part.id) && !place.contains(document.activeElement)) place.replaceChildren(...part.childNodes);
    }
    if (form.contains(here)) scrollBy(0, topOf(here) - was); // what is said moves nothing under the writer's hands
  };
  // Whatever else is saved, the bar leads to a field that is not.
  const remind = ({ form, refused }) => {
    const [name] = refused;
    if (!name) return;
    const told = words(form, "refused");
    told.querySelector("a").setAttribute("href", `#${at(`${name}-conflict`)?.id ?? name}`);
    at("gemt").replaceChildren(told);
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
    const row = control.closest("tr")?.querySelector(".cell-told");
    if (row) row.append(words);
    else (control.closest("[class^='form-group-']") ?? control).before(words);
    control.setAttribute("aria-invalid", "true");
    describe(control, (ids) => [...ids, words.id]);
  };
  const describe = (control, change) => {
    const ids = change((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
    if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
    else control.removeAttribute("aria-describedby");
  };

  const words = (form, name) => form.querySelector(`template[data-say="${name}"]`).content.cloneNode(true);
  // Said once, however often it is tried. `reason` names a template of the page, or is the server's own words.
  const say = ({ form }, reason) => {
    const place = at("ikke-gemt");
    if (typeof reason === "string" && place.dataset.said === reason) return;
    place.dataset.said = typeof reason === "string" ? reason : "";
    place.replaceChildren(...(typeof reason === "string" ? [words(form, reason)] : reason ?? []));
    if (reason) at("gemt").replaceChildren(words(form, "waiting"));
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
  new BroadcastChannel("opened").onmessage = again; // another page of ours, perhaps after signing in (site.js)
  // The page is left or put aside: what is unsaved is sent at once, by requests that outlive it.
  const saveAtOnce = (saver) => {
    const names = [...saver.waiting];
    if (!names.length) return;
    const earlier = saver.busy;
    until(saver, Promise.all([earlier, ...names.map((name) => save(saver, name))]).then((answered) => {
      // Which of two saves of a field came first is not known: the field is said once more.
      if (earlier) names.forEach((name) => saver.waiting.add(name));
      settle(saver, !answered.includes(false));
    }));
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? savers.forEach(saveAtOnce) : again()));

  // Who goes on to another page leaves nothing unsaved behind; only if it cannot be saved does the browser ask.
  let isGoing = false;
  const saveFirst = (event, goOn) => {
    const unsaved = [...savers.values()].filter(({ form, waiting, busy }) => form.isConnected && (waiting.size || busy));
    if (isGoing || !unsaved.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const saving = unsaved.map(async (saver) => { await saver.busy; await run(saver); });
    Promise.race([Promise.all(saving), new Promise((late) => { setTimeout(late, PATIENCE); })]).then(() => {
      isGoing = true;
      goOn();
      isGoing = false;
    });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const opensBeside = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link?.target;
    if (!link || opensBeside || event.defaultPrevented || !link.protocol.startsWith("http")) return;
    const isHere = link.hash && link.href.split("#")[0] === location.href.split("#")[0];
    if (!isHere) saveFirst(event, () => link.click());
  });

  // The whole form waits for the field that is being saved: its answer tells what the next save begins from. While
  // nothing can be saved, the page is not left for one that would lose the text.
  addEventListener("submit", (event) => {
    const saver = savers.get(event.target);
    if (!saver) return saveFirst(event, () => event.target.requestSubmit(event.submitter));
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
