// Where the day begins: what is to be noted, and what has been.

import { button, h, icon } from "../dom.js";
import { page, say, spoken } from "../page.js";
import { currentPass } from "../passes.js";
import { send, sending } from "../sender.js";

const ACTS = [
  ["items", "clipboard-list"],
  ["bulky", "armchair"],
  ["weighing", "scale"],
  ["handover", "truck-delivery"],
  ["scan", "qrcode"],
  ["people", "users"],
  ["zone", "ruler-measure"],
  ["picture", "camera"],
  ["incident", "alert-triangle"],
];

const link = (screen, sign, words) =>
  h("a", { class: "f-tile", href: `#/${screen}` }, icon(sign), h("span", {}, words));

export async function home() {
  const pass = await currentPass();
  const { activity, team } = pass.assignment;
  const state = h("p", { class: "f-note", role: "status" });
  const sendNow = button(say("send_now"), () => act(), { kind: "f-button--wide", sign: "send" });
  async function act() {
    state.textContent = say("is_sending");
    await send({ asked: true });
    state.textContent = sending.too_much ? sending.too_much : sending.has_no_network ? say("no_network") : sending.has_no_pass ? say("no_pass") : say("all_tried");
  }
  const body = [
    h(
      "section",
      { class: "f-card" },
      h("h2", {}, activity.title),
      activity.message && h("p", { class: "f-message-of-day" }, activity.message),
      h("p", {}, activity.when),
      activity.place && h("p", {}, activity.place),
      h("p", { class: "f-muted" }, say("team_until", { team: team.name, day: team.ends_on.split("-").reverse().join("/") })),
    ),
    h("a", { class: "f-button f-button--main", href: "#/bag" }, icon("trash"), h("span", {}, say("bag"))),
    h("nav", { class: "f-tiles", "aria-label": say("other_acts") }, ACTS.map(([name, sign]) => link(name, sign, say(name)))),
    h("a", { class: "f-link", href: page.urls.guide[spoken()] }, icon("recycle"), say("guide")),
    h(
      "section",
      { class: "f-card" },
      h("h2", {}, say("on_this_phone")),
      sendNow,
      state,
      h("div", { class: "f-links" }, [
        h("a", { class: "f-link", href: "#/records" }, icon("clipboard-check"), say("records")),
        h("a", { class: "f-link", href: "#/ready" }, icon("device-mobile"), say("ready")),
        h("a", { class: "f-link", href: "#/files" }, icon("download"), say("files")),
        h("a", { class: "f-link", href: "#/pass" }, icon("key"), say("pass")),
      ]),
    ),
  ];
  return { title: say("home"), body };
}
