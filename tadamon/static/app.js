/* What the browser adds to pages that already work without it.

   data-fills="person_title body:org"  on an <input list>: when a suggestion is chosen, its
                                <option data-person-title data-body> fill the fields named person_title and org
                                of the same form, unless the person wrote something there
   data-autosubmit              on a filter form: sends itself when a choice changes (only with htmx, so focus stays)
   data-cancel                  on the cancel link of an .editing form: Escape follows it
   data-focus                   on new content: focus goes there (as with autofocus)
   data-said="…"                on new content, or the header X-Said (URI-encoded): announced in #said
   data-shows="ID"              on a hidden button: shows and hides the password field
   data-print                   on a hidden button: prints
   data-draft                   on a form: what is typed in it is kept on the server as a draft (as in every .editing form)
   data-quiet                   on an element that asks by itself: its requests silence no alarm and raise none
   data-refreshes="…"           on a link that refreshes the page around open editors; then this is said
   data-close                   on a button: closes the dialog it is in
   data-mark="ح"                on a button: writes this letter into the cell of table.marks that had the focus last
   Sentences come from the data-text-* attributes of <body>. Nothing is stored in the browser. */
(() => {
  "use strict";
  const text = (name) => document.body.dataset["text" + name] || "";
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const on = (name, act, capture) => document.addEventListener(name, act, capture || false);
  const focusable = "a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]";

  /* htmx: the CDN copy, or our own when it does not answer in time; never both. */
  const remote = document.getElementById("htmx-script");
  const useLocal = () => {
    if (window.htmx || !remote || !remote.isConnected) return;
    document.implementation.createHTMLDocument("").body.append(remote); // a script moved to another document never runs
    const local = document.createElement("script");
    local.src = remote.dataset.local;
    local.integrity = remote.dataset.localIntegrity || "";
    document.head.append(local);
  };
  if (remote) {
    remote.addEventListener("error", useLocal);
    setTimeout(useLocal, Math.max(0, 1500 - performance.now()));
  }

  /* Voices */
  const dialog = document.getElementById("dialog");
  const say = (words) => {
    const said = document.getElementById("said");
    if (!said || !words) return;
    said.textContent = "";
    setTimeout(() => { said.textContent = words.trim(); }, 100);
  };
  const hush = () => { document.getElementById("alarm").textContent = ""; };
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };
  const line = (words) => {
    const sentence = document.createElement("p");
    sentence.textContent = words;
    return sentence;
  };
  const repeat = ({ request, sourceElement, sourceEvent }) => {
    if (sourceElement.isConnected) window.htmx.ajax(request.method, request.action, { source: sourceElement, event: sourceEvent });
  };
  const alarm = (words, ctx) => {
    const back = document.activeElement;
    const again = () => {
      hush();
      if (back && back.isConnected) back.focus();
      repeat(ctx);
    };
    if (dialog && dialog.open) dialog.close();
    document.getElementById("alarm").replaceChildren(line(words), button(text("Retry"), again), button(text("Close"), hush));
  };
  const quiet = (ctx) => Boolean(ctx.sourceElement && ctx.sourceElement.closest("[data-quiet]") === ctx.sourceElement);

  /* Sending: once, visibly, and the button keeps the focus */
  const sending = (form, submitter) => {
    clearTimeout(form.soon);
    form.soon = 0;
    form.setAttribute("aria-busy", "true");
    all("[type=submit]", form).forEach((b) => b.setAttribute("aria-disabled", "true"));
    form.waiting = setTimeout(() => {
      if (submitter) submitter.dataset.wait = text("Sending");
      say(text("Sending"));
    }, 400);
  };
  const sent = (form) => {
    clearTimeout(form.waiting);
    form.removeAttribute("aria-busy");
    all("[type=submit]", form).forEach((b) => { b.removeAttribute("aria-disabled"); delete b.dataset.wait; });
    if (form.isConnected && form.matches(drafted) && unsaved(form)) keepSoon(form);
  };
  let leaving = false;
  on("submit", (event) => {
    if (event.target.getAttribute("aria-busy") !== "true") return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if ("download" in event.target.dataset) return; // one stays on the page, and may ask again
    leaving = true;
    if (event.target.method === "post") sending(event.target, event.submitter);
  });
  window.addEventListener("pageshow", () => { leaving = false; all("form[aria-busy]").forEach(sent); });
  const formOf = ({ sourceEvent, request }) => sourceEvent && sourceEvent.type === "submit" && request.method !== "GET" ? sourceEvent.target : null;
  on("htmx:before:request", (event) => {
    const ctx = event.detail.ctx;
    if (quiet(ctx)) {
      if (document.hidden) event.preventDefault();
      return;
    }
    hush();
    if (formOf(ctx)) sending(formOf(ctx), ctx.request.submitter);
  });
  on("htmx:finally:request", ({ detail: { ctx } }) => { if (formOf(ctx)) sent(formOf(ctx)); });

  on("htmx:after:request", ({ detail: { ctx } }) => { if (ctx.hx.redirect || ctx.hx.refresh) leaving = true; });

  const told = (response) => {
    const words = response && response.headers.get("X-Said");
    try { return words && decodeURIComponent(words); } catch (error) { return words; }
  };

  /* Failures: the page stays as it is and says so */
  on("htmx:error", ({ detail: { ctx } }) => { if (ctx && ctx.request && !ctx.response && !quiet(ctx)) alarm(text("Unsaved"), ctx); });
  on("htmx:response:error", ({ detail: { ctx } }) => { if (ctx.response.status >= 500 && !quiet(ctx)) alarm(told(ctx.response) || text("Failed"), ctx); });

  /* After a swap: focus where a keyboard user expects it */
  let fresh = [];
  let near = [];
  let heading = null;
  const land = (element) => {
    if (!element) return false;
    if (!element.matches(focusable)) element.tabIndex = -1;
    element.focus();
    return document.activeElement === element;
  };
  const first = (roots, selector) => {
    for (const root of roots) {
      if (!root || !root.isConnected || !root.matches) continue;
      const found = root.matches(selector) ? root : root.querySelector(selector);
      if (found) return found;
    }
    return null;
  };
  on("htmx:before:swap", ({ detail: { tasks } }) => {
    const main = tasks.find((task) => task.type === "main");
    const target = main && main.target;
    fresh = [];
    if (!target || !target.closest) return;
    if (main.swapSpec.style === "outerMorph") shelter(target, main.fragment);
    near = [target.nextElementSibling, target.previousElementSibling];
    heading = all("main h1,main h2,main h3").filter((h) => target.compareDocumentPosition(h) & Node.DOCUMENT_POSITION_PRECEDING).pop();
  });
  on("htmx:after:settle", ({ detail: { task, newContent } }) => {
    fresh = fresh.concat(newContent);
    if (task.type === "main") fresh = newContent.concat(fresh);
  });
  on("htmx:after:swap", ({ detail: { ctx } }) => {
    const response = ctx.response;
    if (dialog && dialog.firstElementChild && entered(dialog.firstElementChild)) return;
    const spoken = first(fresh, "[data-said]");
    const words = told(response);
    if (words) say(words);
    else if (spoken) say(spoken.dataset.said);
    ready();
    if (quiet(ctx)) return;
    all(drafted).filter(rejected).forEach(keepSoon);
    if (refreshing) { say(refreshing); refreshing = ""; if (typing && typing.isConnected) { typing.focus({ preventScroll: true }); return; } }
    const box = document.getElementById("alarm");
    if (box.firstElementChild && !box.querySelector("button")) box.append(button(text("Close"), hush));
    const wanted = first(fresh, "[autofocus],[data-focus]");
    if (wanted) { land(wanted); return; }
    const active = document.activeElement;
    if (active && active !== document.body) return;
    land(first(fresh, focusable)) || land(first(near, focusable)) || land(heading && heading.isConnected ? heading : null) || land(document.getElementById("main"));
  });

  /* Keys */
  const changed = (box) => box.type === "checkbox" || box.type === "radio" ? box.checked !== box.defaultChecked : box.value !== box.defaultValue;
  const dirty = (root) => all("textarea,input:not([type=hidden])", root).some(changed);

  /* Drafts: what is typed is on the server three seconds later */
  const drafted = "form.editing,form[data-draft]";
  const rejected = (form) => Boolean(form.querySelector("[aria-invalid=true],.conflict"));
  const typed = (form) => {
    const data = new URLSearchParams();
    new FormData(form).forEach((value, name) => { if (typeof value === "string") data.append(name, value); });
    all("[type=password],[name^=citizen_]", form).forEach((box) => data.delete(box.name));
    return data;
  };
  const unsaved = (form) => (dirty(form) || rejected(form)) && String(typed(form)) !== form.kept;
  const post = (path, data, last) => fetch(document.body.dataset.root + path, {
    method: data ? "POST" : "GET", body: data, redirect: "manual", keepalive: last || document.hidden,
    headers: Object.assign({ "HX-Request": "true" }, JSON.parse(document.body.getAttribute("hx-headers:inherited"))),
  });
  const tell = (form, words) => {
    const buttons = form.querySelector(".buttons");
    let state = form.querySelector(".draft-state");
    if (!state && buttons) {
      state = document.createElement("span");
      state.className = "draft-state soft";
      buttons.append(state);
    }
    if (state) state.textContent = words;
  };
  const keep = async (form) => {
    clearTimeout(form.soon);
    form.soon = 0;
    if (!form.isConnected || !unsaved(form)) return;
    if (form.keeping || form.hasAttribute("aria-busy")) { keepSoon(form); return; }
    const data = typed(form);
    const now = String(data);
    data.append("draft_of", form.getAttribute("action"));
    tell(form, text("Keeping"));
    try {
      form.keeping = post("/drafts", data);
      const answer = await form.keeping;
      if (!answer.ok) throw new Error(answer.status === 401 ? text("Ended") : text("Unkept"));
      const words = await answer.text();
      if (form.kept === undefined) say(words); // once: the rest is for the eye
      form.kept = now;
      tell(form, form.soon ? text("Typed") : words);
    } catch (error) {
      const words = error.name === "Error" ? error.message : text("Unkept");
      if (form.told !== words) say(words);
      form.told = words;
      tell(form, words);
      if (words === text("Unkept")) setTimeout(keepSoon, 12000, form);
    } finally { form.keeping = null; }
  };
  const keepSoon = (form) => { if (!form.soon) form.soon = setTimeout(keep, 3000, form); };
  const drop = async (form) => {
    clearTimeout(form.soon);
    if (form.keeping) await form.keeping.catch(() => {});
    if (form.kept === undefined) return;
    const data = new URLSearchParams({ draft_of: form.getAttribute("action") });
    typed(form).forEach((value, name) => { if (/^(item|from|file|activity)$/.test(name)) data.append(name, value); });
    post("/drafts/removal", data, true).catch(() => {});
  };
  let typing = null;
  on("focusin", ({ target }) => { if (target.form && target.form.matches(drafted)) typing = target; });
  on("input", ({ target }) => {
    const form = target.form;
    if (!form || !form.matches(drafted) || !document.body.dataset.person || /^(file|password)$/.test(target.type)) return;
    if (!form.soon) tell(form, text("Typed"));
    keepSoon(form);
  });
  on("visibilitychange", () => {
    if (document.hidden) all(drafted).filter(unsaved).forEach(keep);
    else if (window.htmx) all("#news").forEach((news) => window.htmx.trigger(news, "look"));
  });

  /* Refreshing the page around open editors: they stay where they are, even when their row is gone */
  let refreshing = "";
  const shelter = (target, incoming) => {
    all("form.editing", target).forEach((form) => {
      const place = form.closest("[id]");
      place.setAttribute("hx-morph-skip", "");
      if (incoming.querySelector("#" + CSS.escape(place.id))) return;
      let around = place.parentElement.closest("[id]");
      while (around && around !== target && !incoming.querySelector("#" + CSS.escape(around.id))) around = around.parentElement.closest("[id]");
      incoming.querySelector("#" + CSS.escape(around.id)).append(place.cloneNode());
    });
  };

  /* Signing in again without leaving the page: the request that was refused is sent again by itself */
  let refused = null;
  on("htmx:after:request", (event) => {
    const ctx = event.detail.ctx;
    if (ctx.response.status !== 401) return;
    if (quiet(ctx)) event.preventDefault();
    else if (!dialog || !dialog.contains(ctx.sourceElement)) refused = ctx;
  });
  if (dialog) dialog.addEventListener("close", () => { dialog.replaceChildren(); });
  const entered = (content) => {
    const { signedIn, token } = content.dataset;
    if (!signedIn) {
      if (!dialog.open) dialog.showModal();
      return false;
    }
    dialog.close();
    dialog.replaceChildren();
    if (signedIn !== document.body.dataset.person) {
      leaving = true;
      window.location.replace(window.location.href);
      return true;
    }
    all("[name=csrf_token]").forEach((box) => { box.value = token; });
    document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": token }));
    watch();
    if (refused) repeat(refused);
    refused = null;
    return true;
  };

  /* The session: a warning three minutes before it ends; any key or the button extends it */
  const ending = document.getElementById("ending");
  const idle = Number(document.body.dataset.idle || 0);
  let asking = 0;
  const warn = (words, label, act) => {
    if (!ending.firstElementChild || ending.firstElementChild.textContent !== words) ending.replaceChildren(line(words), button(label, act));
  };
  const watch = async (extend) => {
    let left = 200; // when there is no answer, ask again soon
    try {
      const answer = await post("/session", extend ? new URLSearchParams() : undefined);
      if (answer.status === 401) left = 0;
      else if (answer.ok) left = (await answer.json()).left;
    } catch (error) { /* no network */ }
    after(left);
    if (left > 185) ending.textContent = "";
    else if (left > 0 && extend) warn(text("Over"), text("Close"), () => { ending.textContent = ""; });
    else if (left > 0) warn(text("Ending"), text("Stay"), () => watch(true));
    else warn(text("Ended"), text("Close"), () => { ending.textContent = ""; });
  };
  const after = (left) => {
    clearTimeout(asking);
    if (left > 0) asking = setTimeout(watch, Math.min(left > 185 ? left - 180 : 20, 43200) * 1000);
  };
  if (idle) after(idle);
  on("keydown", () => { if (ending && ending.textContent.startsWith(text("Ending") || "-")) watch(true); });

  on("keydown", (event) => {
    if (event.isComposing) return;
    const editing = event.target.closest(".editing");
    if (event.code === "Escape") {
      const menu = event.target.closest("details.menu[open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); return; }
      const cancel = editing && editing.querySelector("[data-cancel]");
      if (!cancel) return;
      if (dirty(editing) && event.target !== cancel) cancel.focus(); // typed text is not thrown away by one key
      else cancel.click();
    } else if (/^(Numpad)?Enter$/.test(event.code) && (event.ctrlKey || event.metaKey)) {
      const form = event.target.form || (editing && editing.closest("form"));
      if (form && form.closest(".editing")) { event.preventDefault(); form.requestSubmit(); }
    }
  });
  on("click", (event) => {
    all("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    const hit = event.target.closest("[data-shows],[data-print],[data-close],[data-cancel],[data-refreshes]");
    if (!hit) return;
    if (hit.hasAttribute("data-close")) { hit.closest("dialog").close(); return; }
    if (hit.hasAttribute("data-cancel")) { if (hit.closest(drafted)) drop(hit.closest(drafted)); return; }
    if (hit.dataset.refreshes) { refreshing = hit.dataset.refreshes; return; }
    if (hit.hasAttribute("data-print")) { window.print(); return; }
    const box = document.getElementById(hit.dataset.shows);
    const shown = box.type === "password";
    box.type = shown ? "text" : "password";
    hit.setAttribute("aria-pressed", String(shown));
    hit.firstChild.textContent = text(shown ? "Hide" : "Show");
  });

  /* Forms */
  on("input", ({ target }) => {
    if (!target.matches("input[list][data-fills]") || !target.list) return;
    const option = Array.from(target.list.options).find((o) => o.value === target.value);
    if (!option) return;
    target.dataset.fills.trim().split(/\s+/).forEach((pair) => {
      const [key, name] = pair.split(":");
      const box = target.form.elements[name || key];
      if (!box || (box.value && box.value !== box.filled)) return;
      box.value = box.filled = option.getAttribute("data-" + key.replace(/_/g, "-")) || "";
    });
  });
  on("change", ({ target }) => {
    const form = target.form;
    if (form && form.matches("[data-autosubmit]") && window.htmx && target.matches("select,[type=checkbox],[type=radio],[type=date]")) form.requestSubmit();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && all(drafted).some(unsaved)) { event.preventDefault(); event.returnValue = ""; }
  });

  /* The grid of attendance: a letter marks and goes on to the next person; arrows move; each cell saves itself */
  let cell = null;
  const rowBeside = (row, step) => {
    const side = step > 0 ? "nextElementSibling" : "previousElementSibling";
    if (row[side]) return row[side];
    const body = row.parentElement[side];
    return body && body.matches("tbody") ? body.rows[step > 0 ? 0 : body.rows.length - 1] : null;
  };
  const below = (box, step) => {
    const place = box.closest("td").cellIndex;
    let row = box.closest("tr");
    while ((row = rowBeside(row, step))) {
      const found = row.cells[place] && row.cells[place].querySelector("input");
      if (found) return found;
    }
    return null;
  };
  const beside = (box, step) => {
    let at = box.closest("td");
    while ((at = step > 0 ? at.nextElementSibling : at.previousElementSibling)) if (at.querySelector("input")) return at.querySelector("input");
    return null;
  };
  const enter = (box) => { if (box) { box.focus(); box.select(); } };
  const put = (box, letter) => {
    box.value = letter;
    const next = below(box, 1);
    box.dispatchEvent(new Event("change", { bubbles: true }));
    enter(next || box);
  };
  on("focusin", ({ target }) => { if (target.matches(".marks input")) { cell = target.id; target.select(); } });
  on("input", ({ target }) => {
    if (!target.matches(".marks input")) return;
    const letter = Array.from(target.value.trim()).pop();
    if (letter) put(target, /[0٠]/.test(letter) ? "" : letter);
  });
  on("keydown", (event) => {
    const box = event.target;
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || !box.matches(".marks input")) return;
    const onward = document.documentElement.dir === "rtl" ? -1 : 1;
    const steps = { ArrowDown: [below, 1], Enter: [below, 1], ArrowUp: [below, -1], ArrowRight: [beside, onward], ArrowLeft: [beside, -onward] };
    const erase = /^(Backspace|Delete)$/.test(event.key);
    if (!erase && !steps[event.key]) return;
    event.preventDefault();
    if (erase) { if (box.value) { box.value = ""; box.dispatchEvent(new Event("change", { bubbles: true })); } return; }
    const [way, step] = steps[event.key];
    enter(way(box, step));
  });
  on("click", ({ target }) => {
    const key = target.closest("[data-mark]");
    const box = key && (document.getElementById(cell) || document.querySelector(".marks input"));
    if (box) put(box, key.dataset.mark);
  });

  const ready = () => all("[data-shows][hidden],[data-print][hidden]").forEach((b) => { b.hidden = false; });
  ready();
  const start = document.querySelector("[data-focus]");
  if (start) start.focus();
  const flash = document.querySelector(".flash");
  if (flash && !start) say(flash.textContent);
})();
