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
  const alarm = (words, ctx) => {
    const sentence = document.createElement("p");
    sentence.textContent = words;
    const back = document.activeElement;
    const again = () => {
      hush();
      if (back && back.isConnected) back.focus();
      window.htmx.ajax(ctx.request.method, ctx.request.action, { source: ctx.sourceElement, event: ctx.sourceEvent });
    };
    document.getElementById("alarm").replaceChildren(sentence, button(text("Retry"), again), button(text("Close"), hush));
  };

  /* Sending: once, visibly, and the button keeps the focus */
  const sending = (form, submitter) => {
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
  };
  let leaving = false;
  on("submit", (event) => {
    if (event.target.getAttribute("aria-busy") !== "true") return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    leaving = true;
    if (event.target.method === "post") sending(event.target, event.submitter);
  });
  window.addEventListener("pageshow", () => { leaving = false; all("form[aria-busy]").forEach(sent); });
  const formOf = ({ sourceEvent, request }) => sourceEvent && sourceEvent.type === "submit" && request.method !== "GET" ? sourceEvent.target : null;
  on("htmx:before:request", ({ detail: { ctx } }) => {
    hush();
    if (formOf(ctx)) sending(formOf(ctx), ctx.request.submitter);
  });
  on("htmx:finally:request", ({ detail: { ctx } }) => { if (formOf(ctx)) sent(formOf(ctx)); });

  on("htmx:after:request", ({ detail: { ctx } }) => { if (ctx.hx.redirect || ctx.hx.refresh) leaving = true; });

  /* Failures: the page stays as it is and says so */
  on("htmx:error", ({ detail: { ctx } }) => { if (ctx && ctx.request && !ctx.response) alarm(text("Unsaved"), ctx); });
  on("htmx:response:error", ({ detail: { ctx } }) => { if (ctx.response.status >= 500) alarm(text("Failed"), ctx); });

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
    near = [target.nextElementSibling, target.previousElementSibling];
    heading = all("main h1,main h2,main h3").filter((h) => target.compareDocumentPosition(h) & Node.DOCUMENT_POSITION_PRECEDING).pop();
  });
  on("htmx:after:settle", ({ detail: { task, newContent } }) => {
    fresh = fresh.concat(newContent);
    if (task.type === "main") fresh = newContent.concat(fresh);
  });
  on("htmx:after:swap", ({ detail: { ctx } }) => {
    const response = ctx.response;
    const spoken = first(fresh, "[data-said]");
    const words = response && response.headers.get("X-Said");
    if (words) { try { say(decodeURIComponent(words)); } catch (error) { say(words); } }
    else if (spoken) say(spoken.dataset.said);
    ready();
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
    const hit = event.target.closest("[data-shows],[data-print]");
    if (!hit) return;
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
    if (!leaving && all(".editing").some(dirty)) { event.preventDefault(); event.returnValue = ""; }
  });

  const ready = () => all("[data-shows][hidden],[data-print][hidden]").forEach((b) => { b.hidden = false; });
  ready();
  const start = document.querySelector("[data-focus]");
  if (start) start.focus();
  const flash = document.querySelector(".flash");
  if (flash && !start) say(flash.textContent);
})();
