// Forms: sent once, unsent text kept in this tab, focus led to what is wrong, dates and numbers read back.

const words = document.body.dataset;

// ── Errors first ─────────────────────────────────────────────────────────

document.querySelector("[data-tds-errors]")?.focus();

// ── Sent once ────────────────────────────────────────────────────────────

const sent = new WeakMap();

function makeBusy(form, button) {
  if (!button) return;
  sent.set(form, { button, nodes: [...button.childNodes] });
  const box = button.getBoundingClientRect();
  button.style.minWidth = `${box.width}px`;
  button.style.minHeight = `${box.height}px`;
  button.setAttribute("aria-busy", "true");
  button.replaceChildren(document.createTextNode(words.tdsBusy));
}

function makeReady(form) {
  const kept = sent.get(form);
  if (kept) {
    kept.button.replaceChildren(...kept.nodes);
    kept.button.removeAttribute("aria-busy");
    kept.button.style.minWidth = "";
    kept.button.style.minHeight = "";
  }
  sent.delete(form);
  delete form.dataset.tdsSent;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "tdsStays" in form.dataset) return;
  if ("tdsSent" in form.dataset) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.tdsSent = "";
  markSent(form);
  // After this turn, so that the button's own name and value are still sent.
  const button = event.submitter ?? form.querySelector("button[type=submit], button:not([type])");
  setTimeout(() => makeBusy(form, button), 0);
  setTimeout(() => makeReady(form), 30000);
}, true);

document.addEventListener("click", (event) => {
  const button = event.target.closest?.('[aria-disabled="true"]');
  if (button) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.querySelectorAll("form[data-tds-sent]")) makeReady(form);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) makeReady(form);
});

// ── Unsent text stays in this tab ────────────────────────────────────────
// Only forms that ask for it (data-tds-draft="name"); never secrets, never files, gone with the tab.

const PREFIX = "tds-draft:";
const SENT = "tds-sent:";
const keyOf = (form) =>
  `${PREFIX}${words.tdsWho}:${form.getAttribute("action") || location.pathname}#${form.dataset.tdsDraft}`;
const draftForms = () => [...document.querySelectorAll("form[data-tds-draft]")];
const isKept = (field) =>
  field.name &&
  !["password", "file", "submit", "button", "reset", "image"].includes(field.type) &&
  (field.type !== "hidden" || field.name === "version" || field.name.endsWith("-version")) &&
  field.name !== "csrfmiddlewaretoken";

function read(form) {
  const values = {};
  for (const field of form.elements) {
    if (!isKept(field)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      (values[field.name] ??= []);
      if (field.checked) values[field.name].push(field.value);
    } else if (field.type === "select-multiple") {
      values[field.name] = [...field.selectedOptions].map((option) => option.value);
    } else {
      (values[field.name] ??= []).push(field.value);
    }
  }
  return values;
}

function write(form, values) {
  const seen = {};
  for (const field of form.elements) {
    if (!isKept(field) || !(field.name in values)) continue;
    const given = values[field.name];
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = given.includes(field.value);
    } else if (field.type === "select-multiple") {
      for (const option of field.options) option.selected = given.includes(option.value);
    } else {
      const place = (seen[field.name] = (seen[field.name] ?? -1) + 1);
      if (place < given.length) field.value = given[place];
    }
  }
}

function store(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // A full or forbidden store: writing goes on without it.
  }
}

function fetchKept(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function markSent(form) {
  if ("tdsDraft" in form.dataset) store(SENT + keyOf(form), "1");
}

function settleSent() {
  // What was sent and accepted is forgotten; what met the sign-in page or came back with errors is kept.
  if (document.querySelector("input[type=password]")) {
    for (const key of storedKeys(SENT)) store(key, null);
    return;
  }
  const cameBack = new Set(
    draftForms().filter((form) => form.querySelector("[data-tds-errors]")).map((form) => SENT + keyOf(form)),
  );
  for (const key of storedKeys(SENT)) {
    if (!cameBack.has(key)) store(key.slice(SENT.length), null);
    store(key, null);
  }
}

function storedKeys(prefix) {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function restore(form) {
  const key = keyOf(form);
  const text = fetchKept(key);
  if (!text || form.querySelector("[data-tds-errors]")) return;
  let kept;
  try {
    kept = JSON.parse(text);
  } catch {
    store(key, null);
    return;
  }
  const before = read(form);
  if (JSON.stringify(before) === JSON.stringify(kept.values)) return;
  write(form, kept.values);
  const box = document.createElement("div");
  box.className = "tds-notice tds-notice--info";
  box.setAttribute("role", "status");
  const inner = document.createElement("div");
  inner.className = "tds-notice__words";
  const sentence = document.createElement("p");
  sentence.textContent = words.tdsRestored.replace("%time%", kept.at);
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "tds-btn tds-btn--link";
  drop.textContent = words.tdsDropDraft;
  drop.addEventListener("click", () => {
    write(form, before);
    store(key, null);
    box.remove();
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
  inner.append(sentence, drop);
  box.append(inner);
  form.prepend(box);
}

function clockTime() {
  const now = new Date();
  const minutes = String(now.getMinutes()).padStart(2, "0");
  return document.documentElement.lang === "en"
    ? `${String(now.getHours()).padStart(2, "0")}:${minutes}`
    : `${now.getHours()} giờ ${minutes}`;
}

// Signing out leaves nothing behind for the next person at this machine.
document.addEventListener("submit", (event) => {
  if (!("tdsForget" in event.target.dataset)) return;
  for (const key of [...storedKeys(PREFIX), ...storedKeys(SENT)]) store(key, null);
});

settleSent();
for (const form of draftForms()) {
  restore(form);
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => store(keyOf(form), JSON.stringify({ at: clockTime(), values: read(form) })), 400);
  });
}

// ── Dates and numbers read back ──────────────────────────────────────────

const weekday = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "vi-VN", { weekday: "long" });

function understoodDate(text) {
  const found = text.trim().match(/^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})$/);
  if (!found) return null;
  const year = found[3].length === 2 ? 2000 + Number(found[3]) : Number(found[3]);
  const day = new Date(year, Number(found[2]) - 1, Number(found[1]));
  return day.getMonth() === Number(found[2]) - 1 && day.getDate() === Number(found[1]) ? day : null;
}

function readBackDate(field) {
  const place = document.querySelector(`[data-tds-read-back="${CSS.escape(field.id)}"]`);
  if (!place) return;
  const day = understoodDate(field.value);
  if (!day) {
    place.textContent = "";
    return;
  }
  const two = (number) => String(number).padStart(2, "0");
  const name = weekday.format(day).replace(/^Thứ/, "thứ").replace(/^thứ (\S)/, (_, letter) => `thứ ${letter.toUpperCase()}`);
  place.textContent = `${name}, ${two(day.getDate())}/${two(day.getMonth() + 1)}/${day.getFullYear()}`;
}

function groupThousands(field) {
  const text = field.value.trim().replace(/^-/, "−");
  if (!/^−?\d{4,}(,\d+)?$/.test(text)) return;
  const [whole, part] = text.split(",");
  const sign = whole.startsWith("−") ? "−" : "";
  const grouped = whole.replace("−", "").replace(/\B(?=(\d{3})+$)/g, ".");
  field.value = sign + grouped + (part ? `,${part}` : "");
}

// While one types, not when one leaves: a line that appears as the finger goes down moves the button away from it.
document.addEventListener("input", (event) => {
  const field = event.target;
  if (field instanceof HTMLInputElement && "tdsDate" in field.dataset) readBackDate(field);
});

document.addEventListener("focusout", (event) => {
  const field = event.target;
  if (field instanceof HTMLInputElement && "tdsNumber" in field.dataset) groupThousands(field);
});

// ── Files: our own words on the button, what was chosen, what is too large, dropping ──────

const size = (bytes) => {
  const [value, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1e3)), "kB"] : [bytes / 1e6, "MB"];
  return `${new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 }).format(value)}\u00a0${unit}`;
};

function keepFiles(field, files) {
  const kept = new DataTransfer();
  for (const file of files) kept.items.add(file);
  field.files = kept.files;
}

function dressFileField(box) {
  const field = box.querySelector("input[type=file]");
  if (!field?.id) return;
  const label = document.createElement("label");
  label.className = "tds-btn tds-file__button";
  label.htmlFor = field.id;
  label.textContent = box.dataset.tdsFile;
  const hint = document.createElement("span");
  hint.className = "tds-least tds-file__hint";
  hint.textContent = box.dataset.tdsDropHere;
  const list = document.createElement("ul");
  list.className = "tds-files tds-file__list";
  list.setAttribute("aria-live", "polite");
  field.classList.add("tds-file__field");
  // The field keeps its own label; the button's words are for the eye.
  label.setAttribute("aria-hidden", "true");
  field.after(label, hint, list);

  function show() {
    list.replaceChildren(
      ...[...field.files].map((file, place) => {
        const row = document.createElement("li");
        const name = document.createElement("span");
        const drop = document.createElement("button");
        row.className = "tds-upload";
        name.textContent = `${file.name} · ${size(file.size)}`;
        drop.type = "button";
        drop.className = "tds-btn tds-btn--link";
        drop.textContent = box.dataset.tdsRemove;
        drop.setAttribute("aria-label", `${box.dataset.tdsRemove}: ${file.name}`);
        drop.addEventListener("click", () => {
          keepFiles(field, [...field.files].filter((_, each) => each !== place));
          show();
          field.focus();
        });
        row.append(name, drop);
        const most = Number(field.dataset.tdsMost ?? 0);
        if (most && file.size > most) {
          row.classList.add("tds-upload--failed");
          const fault = document.createElement("p");
          fault.className = "tds-error";
          fault.textContent = box.dataset.tdsTooLarge.replace("%size%", size(file.size)).replace("%most%", size(most));
          row.append(fault);
        }
        return row;
      }),
    );
  }

  field.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (!files.length || (!field.multiple && files.length > 1)) return;
    keepFiles(field, field.multiple ? [...field.files, ...files] : files);
    show();
  });
  if (field.files.length) show();
}

for (const box of document.querySelectorAll("[data-tds-file]")) dressFileField(box);
