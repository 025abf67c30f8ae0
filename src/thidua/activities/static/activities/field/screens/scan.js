// Tickets of those who come: scanned one after the other, or typed.

import { hasCamera, watch } from "../camera.js";
import { button, h } from "../dom.js";
import { showTime } from "../numbers.js";
import { say } from "../page.js";
import { field, message, saveButton, tryToKeep } from "../parts.js";
import { standing } from "../records.js";
import { takeTicket } from "../tickets.js";

const SAME_AGAIN = 4_000; // a ticket that is still before the camera is not a second one

export async function scan({ assignment }) {
  const said = message();
  const video = h("video", { class: "f-video", playsinline: true, muted: true, "aria-label": say("scan_picture"), hidden: true });
  const typed = field(say("ticket_code"), { hint: say("ticket_code_hint"), most: 200 });
  const seen = h("output", { class: "f-total" });
  const open = button(say("open_camera"), () => (stop ? close() : start()), { kind: "f-button--wide", sign: "camera" });
  let stop = null;
  let last = { text: "", at: 0 };

  const count = async () => {
    const all = (await standing(assignment.activity.id)).filter((each) => each.kind === "presence" && each.state !== "refused");
    seen.textContent = String(new Set(all.map((each) => each.body.person)).size);
  };

  async function take(text) {
    const found = await tryToKeep(said, () => takeTicket(text, assignment));
    if (!found) return null;
    const { outcome, record, title } = found;
    if (outcome === "new") said.good(say("ticket_new"));
    else if (outcome === "typed") said.good(say("ticket_typed"));
    else if (outcome === "again") said.bad(say("ticket_again", { at: showTime(record.noted_at) }));
    else said.bad(say(`ticket_${outcome}`, { title }));
    navigator.vibrate?.(outcome === "new" || outcome === "typed" ? 60 : [60, 80, 60]);
    await count();
    return outcome;
  }

  async function scanned(text) {
    const now = Date.now();
    const isSame = text === last.text && now - last.at < SAME_AGAIN;
    last = { text, at: now };
    if (!isSame) await take(text);
  }

  function close() {
    stop?.();
    stop = null;
    video.hidden = true;
    open.lastChild.textContent = say("open_camera");
  }

  async function start() {
    said.clear();
    video.hidden = false;
    try {
      stop = await watch(video, scanned);
      open.lastChild.textContent = say("close_camera");
    } catch (error) {
      close();
      said.bad(say(error.name === "NotAllowedError" ? "camera_refused" : "no_camera"));
    }
  }

  async function use() {
    if (!typed.value) {
      said.bad(say("choose", { what: say("ticket_code") }));
      return typed.focus();
    }
    const outcome = await take(typed.value);
    if (["new", "typed", "again"].includes(outcome)) typed.element.querySelector("input").value = "";
    return null;
  }

  await count();
  return {
    title: say("scan"),
    body: [
      h("p", { class: "f-people__total" }, seen, " ", say("tickets_seen")),
      said.element,
      video,
      hasCamera() ? open : h("p", { class: "f-note" }, say("no_camera")),
      typed.element,
      h("p", { class: "f-note" }, say("scan_hint")),
    ],
    bar: saveButton(use, say("note_presence")),
    said,
    renew: count,
  };
}
