// What was noted on this phone, newest first, with its state; what can be set right, taken back, sent again.

import { button, h, icon } from "../dom.js";
import { download } from "../files.js";
import { showTime } from "../numbers.js";
import { say } from "../page.js";
import { message, tryToKeep } from "../parts.js";
import { allPhotos, allRecords, change, drop, keep, NOT_STANDING, stretches } from "../records.js";
import { send, sending } from "../sender.js";
import { lineOf, nameOfKind } from "../summaries.js";

const AT_ONCE = 30;
const SCREENS = { items: "count", headcount: "count" };
const SIGNS = { kept: "device-mobile", received: "cloud-check", refused: "alert-triangle", replaced: "pencil" };

function badge(row) {
  if (sending.code === row.code) return h("span", { class: "f-badge f-badge--sending" }, icon("send"), say("state_sending"));
  return h("span", { class: `f-badge f-badge--${row.state}` }, icon(SIGNS[row.state]), say(`state_${row.state}`));
}

export async function records({ assignment: known, activity, reload }) {
  const assignment = { ...known, zones: await stretches(known) };
  const said = message();
  const all = (await allRecords()).reverse();
  const photos = (await allPhotos()).reverse();
  const superseded = new Map(
    all.filter((each) => each.supersedes && !NOT_STANDING.has(each.state)).map((each) => [each.supersedes, each]),
  );
  const list = h("ul", { class: "f-list" });
  const shown = new Map(); // order of a record → its row as it is on the screen
  const more = button(say("more"), () => add(), { kind: "f-button--wide" });
  const rows = [
    ...photos.filter((each) => each.state === "refused").map((each) => photoRow(each)),
    ...all.map((each) => () => recordRow(each)),
  ];

  function add() {
    for (const row of rows.splice(0, AT_ONCE)) list.append(typeof row === "function" ? row() : row);
    more.hidden = !rows.length;
  }

  const again = (store, row) => async () => {
    await change(store, row.order, { state: "kept", says: "", remedy: "" });
    send();
    await reload(say("will_send_again"));
  };

  // Two steps, with the export offered in the first.
  const leave = (store, row, place) => () => {
    const really = h("div", { class: "f-card f-sure", role: "group", "aria-label": say("drop") }, [
      h("p", {}, say("drop_effect")),
      button(say("export"), () => download(), { sign: "download", kind: "f-button--wide" }),
      button(say("drop_really"), async () => {
        await drop(store, row);
        await reload();
      }, { kind: "f-button--bad" }),
      button(say("keep_it"), () => really.remove()),
    ]);
    place.querySelector(".f-sure")?.remove();
    place.append(really);
    really.querySelector("button").focus();
  };

  const reason = (row) =>
    row.state === "refused" && h("div", { class: "f-reason" }, h("p", {}, row.says), row.remedy && h("p", {}, row.remedy));

  function recordRow(row) {
    const by = superseded.get(row.code);
    const isOver = Boolean(by) || row.is_void || row.state === "replaced" || row.activity !== activity.id;
    const place = h("li", { class: "f-card f-record" });
    shown.set(row.order, { place, row, isSending: sending.code === row.code });
    const words = row.is_void ? say("void_of", { what: lineOf(row, assignment) }) : lineOf(row, assignment);
    const takeBack = async () => {
      const { kind, body, code } = row;
      const found = await tryToKeep(said, () => keep([{ kind, body, supersedes: code, is_void: true }]));
      if (found) await reload(say("taken_back", { what: lineOf(row, assignment) }));
    };
    const screen = SCREENS[row.kind] ?? row.kind;
    const acts = [
      !isOver && row.kind !== "presence" && h("a", { class: "f-button", href: `#/${screen}?of=${row.code}` }, icon("pencil"), h("span", {}, say("correct"))),
      !isOver && row.state !== "refused" && button(say("take_back"), takeBack),
      row.state === "refused" && button(say("send_again"), again("records", row), { sign: "refresh" }),
      row.state === "refused" && button(say("drop"), leave("records", row, place)),
    ].filter(Boolean);
    place.append(
      h("div", { class: "f-record__head" }, h("strong", {}, nameOfKind(row.kind)), badge(row)),
      h("p", { class: by ? "f-record__over" : "" }, words),
      h("p", { class: "f-muted" }, showTime(row.noted_at), by && ` · ${say(by.is_void ? "was_taken_back" : "was_corrected")}`),
      ...[row.is_other && h("p", { class: "f-reason" }, say("is_other")), reason(row)].filter(Boolean),
      ...(acts.length ? [h("div", { class: "f-record__acts" }, acts)] : []),
    );
    return place;
  }

  function photoRow(row) {
    const place = h("li", { class: "f-card f-record" });
    place.append(
      h("div", { class: "f-record__head" }, h("strong", {}, say("photo")), badge(row)),
      h("p", { class: "f-muted" }, showTime(row.taken_at)),
      reason(row),
      h("div", { class: "f-record__acts" }, [
        button(say("send_again"), again("photos", row), { sign: "refresh" }),
        button(say("drop"), leave("photos", row, place)),
      ]),
    );
    return place;
  }

  // What has been sent meanwhile says so; a row that has not changed stays as it is, with what is open in it.
  async function renew() {
    for (const row of await allRecords()) {
      const before = shown.get(row.order);
      if (!before || (before.row.state === row.state && before.isSending === (sending.code === row.code))) continue;
      before.place.replaceWith(recordRow(row));
    }
  }

  add();
  const waiting = photos.filter((each) => each.state === "kept").length;
  return {
    title: say("records"),
    body: [
      said.element,
      waiting > 0 && h("p", { class: "f-note" }, say("photos_waiting", { n: waiting })),
      all.length ? list : h("p", { class: "f-card" }, say("no_records")),
      more,
    ],
    said,
    renew,
  };
}
