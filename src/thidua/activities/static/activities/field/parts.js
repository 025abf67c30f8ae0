// Parts that several screens share: choices as large cards, fields that read numbers, photos, the message of a deed.

import { button, h, icon, newId } from "./dom.js";
import { FullError } from "./database.js";
import { readNumber, readWhole, showNumber } from "./numbers.js";
import { say } from "./page.js";
import { HeicError, keepPhotos, shrink } from "./photos.js";

// One of several; nothing is chosen beforehand unless `value` says so.
export function choices(legend, options, { value = null, onchange = null, row = false, name = newId("choice") } = {}) {
  const group = h(
    "fieldset",
    { class: `f-choices ${row ? "f-choices--row" : ""}` },
    h("legend", {}, legend),
    h(
      "div",
      { class: "f-choices__all" },
      options.map(({ value: each, words, sign }) => {
        const input = h("input", { type: "radio", name, value: each, onchange: () => onchange?.(each) });
        input.checked = each === value;
        return h("label", { class: "f-choice" }, input, sign && icon(sign), h("span", {}, words));
      }),
    ),
  );
  return {
    element: group,
    get value() {
      return group.querySelector("input:checked")?.value ?? null;
    },
    focus: () => group.querySelector("input").focus(),
  };
}

// A field for words or a number. `read` gives the value of a fact, "" for unknown, null for what is no number.
export function field(label, { kind = "words", value = "", hint = "", unit = "", most = 200, oninput = null } = {}) {
  const id = newId("field");
  const isNumber = kind !== "words";
  const input = h("input", {
    id,
    type: "text",
    class: "f-input",
    autocomplete: "off",
    inputmode: kind === "number" ? "decimal" : kind === "whole" ? "numeric" : null,
    maxlength: isNumber ? 16 : most,
    "aria-describedby": `${id}-note`,
  });
  input.value = kind === "number" ? value.replace(".", spokenPoint()) : value;
  const note = h("p", { id: `${id}-note`, class: "f-note" }, hint);
  const read = () => (kind === "number" ? readNumber(input.value) : kind === "whole" ? readWhole(input.value) : input.value.trim());
  const tell = () => {
    const found = read();
    input.setAttribute("aria-invalid", found === null ? "true" : "false");
    note.classList.toggle("f-note--bad", found === null);
    note.textContent = found === null ? say("no_number") : isNumber && found ? `= ${showNumber(found)} ${unit}` : hint;
    return found !== null;
  };
  input.addEventListener("input", () => oninput?.());
  input.addEventListener("change", tell);
  const element = h(
    "div",
    { class: "f-field" },
    h("label", { for: id }, label, unit && h("span", { class: "f-unit" }, ` (${unit})`)),
    input,
    note,
  );
  return {
    element,
    get value() {
      return read();
    },
    isRight: tell,
    focus: () => input.focus(),
  };
}

const spokenPoint = () => (document.documentElement.lang === "vi" ? "," : ".");

// Photos of what is being noted: made small at once, kept with the record. `busy` while the phone works on one.
export function photos() {
  const taken = [];
  let busy = Promise.resolve();
  let unread = ""; // why the last one was not taken
  const said = h("p", { class: "f-note", role: "status" });
  const faces = choices(
    say("faces"),
    [
      { value: "yes", words: say("yes") },
      { value: "no", words: say("no") },
      { value: "unknown", words: say("not_known") },
    ],
    { row: true, value: "unknown" },
  );
  faces.element.hidden = true;
  const input = h("input", { type: "file", accept: "image/*", capture: "environment", class: "f-file", id: newId("photo") });
  const show = () => {
    faces.element.hidden = taken.length === 0;
    said.textContent = unread || (taken.length ? say("photos_taken", { n: taken.length }) : "");
  };
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (!file) return;
    busy = busy.then(async () => {
      try {
        taken.push(await shrink(file));
        unread = "";
      } catch (error) {
        unread = say(error instanceof HeicError ? "no_heic" : "no_photo");
      }
      input.value = "";
      show();
    });
  });
  const element = h(
    "div",
    { class: "f-photos" },
    input,
    h("label", { for: input.id, class: "f-button f-button--wide" }, icon("camera"), h("span", {}, say("take_photo"))),
    said,
    faces.element,
  );
  return {
    element,
    // How many, once the phone has made them small.
    async count() {
      await busy;
      return taken.length;
    },
    // After the record is kept. Gives what could not be kept, in words, or "".
    async keepFor(record) {
      await busy;
      try {
        await keepPhotos(taken, record, faces.value ?? "unknown");
        return "";
      } catch (error) {
        return error instanceof FullError ? say("photo_no_room") : say("photo_not_kept", { why: error.message || error.name });
      }
    },
  };
}

// What a deed came to: a sentence that is read out, good or bad.
export function message() {
  const element = h("div", { class: "f-message", role: "status" });
  const show = (kind, words, more = []) => {
    element.className = `f-message f-message--${kind}`;
    element.replaceChildren(icon(kind === "good" ? "circle-check" : "alert-triangle"), h("div", {}, h("p", {}, words), more));
    if (kind === "bad") element.scrollIntoView({ block: "nearest" });
  };
  return {
    element,
    good: (words) => show("good", words),
    bad: (words, more) => show("bad", words, more),
    clear: () => element.replaceChildren(),
  };
}

// Runs a deed that keeps something; says so when the phone has no room, or when its database fails.
export async function tryToKeep(said, deed) {
  try {
    return await deed();
  } catch (error) {
    said.bad(error instanceof FullError ? say("no_room") : say("not_kept", { why: error.message || error.name }));
    return null;
  }
}

// Pressed twice in a hurry it acts once.
export function saveButton(act, words = say("save")) {
  let isBusy = false;
  const once = async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await act();
    } finally {
      isBusy = false;
    }
  };
  return button(words, once, { kind: "f-button--main", sign: "check" });
}
