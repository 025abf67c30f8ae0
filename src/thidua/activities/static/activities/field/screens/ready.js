// “Chuẩn bị ra hiện trường”: what must be right before the network is left behind. To be looked at and printed.

import { button, h, icon } from "../dom.js";
import { set, setting, withDatabase, write } from "../database.js";
import { showNumber, showTime } from "../numbers.js";
import { page, say } from "../page.js";
import { currentPass, fetchAssignment } from "../passes.js";

const ENOUGH_SPACE = 200_000_000;
const CLOCK_OFF = 120;

async function shell() {
  const worker = await navigator.serviceWorker?.getRegistration(page.urls.scope);
  const names = (await caches.keys()).filter((each) => each.startsWith("thidua-field-"));
  const wanted = [page.urls.scope, ...page.files];
  for (const name of names) {
    const cache = await caches.open(name);
    const missing = [];
    for (const each of wanted) if (!(await cache.match(each))) missing.push(each);
    if (worker?.active && !missing.length) return [true, say("ready_shell_yes", { n: wanted.length })];
  }
  return [false, say("ready_shell_no")];
}

async function assignment() {
  let pass = await currentPass();
  const came = pass ? await fetchAssignment(pass) : "no_pass";
  pass = await currentPass();
  if (!pass?.assignment) return [false, say("ready_assignment_no")];
  const { team, activity } = pass.assignment;
  if (came === "no_pass") return [false, pass.refusal || say("no_pass")];
  return [true, say("ready_assignment_yes", { team: team.name, title: activity.title })];
}

async function space() {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const free = quota - usage;
  return [free >= ENOUGH_SPACE, say("ready_space_is", { n: showNumber(Math.floor(free / 1_000_000)) })];
}

async function clock() {
  const found = await setting("clock");
  if (!found) return [false, say("ready_clock_unknown")];
  const off = Math.abs(found.ahead);
  if (off <= CLOCK_OFF) return [true, say("ready_clock_yes")];
  return [false, say(found.ahead > 0 ? "ready_clock_fast" : "ready_clock_slow", { n: showNumber(Math.round(off / 60)) })];
}

async function persist() {
  const isKept = (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.());
  return [Boolean(isKept), say(isKept ? "ready_persist_yes" : "ready_persist_no")];
}

async function probe() {
  const wrote = crypto.randomUUID();
  await write(["settings"], ({ settings }) => settings.put(wrote, "probe"));
  const read = await withDatabase((db) => db.get("settings", "probe"));
  return [read === wrote, say(read === wrote ? "ready_probe_yes" : "ready_probe_no")];
}

const CHECKS = { shell, assignment, space, clock, persist, probe };

async function outcome(check) {
  try {
    return await check();
  } catch (error) {
    return [false, error.message || error.name];
  }
}

export async function ready() {
  const list = h("ul", { class: "f-list" });
  const sum = h("p", { class: "f-message", role: "status" });
  const device = h("p", { class: "f-muted" });
  async function look() {
    sum.textContent = say("ready_looking");
    const rows = [];
    let good = 0;
    for (const [name, check] of Object.entries(CHECKS)) {
      const [isGood, words] = await outcome(check);
      good += isGood ? 1 : 0;
      rows.push(
        h("li", { class: `f-card f-check f-check--${isGood ? "good" : "bad"}` }, [
          icon(isGood ? "circle-check" : "circle-x"),
          h("div", {}, h("h2", {}, say(`ready_${name}`)), h("p", {}, h("strong", {}, say(isGood ? "ready_good" : "ready_bad")), words)),
        ]),
      );
    }
    list.replaceChildren(...rows);
    const all = Object.keys(CHECKS).length;
    sum.className = `f-message f-message--${good === all ? "good" : "bad"}`;
    sum.textContent = good === all ? say("ready_all") : say("ready_some", { good, all });
    device.textContent = showTime(Date.now());
  }
  const place = h("input", { type: "checkbox", onchange: () => set("with_place", place.checked) });
  place.checked = Boolean(await setting("with_place"));
  await look();
  return {
    title: say("ready"),
    body: [
      sum,
      list,
      device,
      h("label", { class: "f-choice f-choice--alone" }, place, h("span", {}, say("with_place"))),
      h("p", { class: "f-note" }, say("home_screen_hint")),
      button(say("print"), () => window.print(), { kind: "f-button--wide" }),
    ],
    bar: button(say("look_again"), look, { kind: "f-button--main", sign: "refresh" }),
  };
}
