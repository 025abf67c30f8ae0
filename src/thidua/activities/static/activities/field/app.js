// The field card: which screen is shown, and what stands on every one of them: what waits, and what nobody picks up.

import { set, setting } from "./database.js";
import { button, h, icon } from "./dom.js";
import { listen } from "./news.js";
import { page, say, speak, spoken } from "./page.js";
import { message } from "./parts.js";
import { allPasses, currentPass, fetchAssignment } from "./passes.js";
import { keepAgain, unkept } from "./photos.js";
import { counts, recordOf } from "./records.js";
import { bag } from "./screens/bag.js";
import { home } from "./screens/home.js";
import { items } from "./screens/items.js";
import { files, pass, useSecret } from "./screens/others.js";
import { people } from "./screens/people.js";
import { picture } from "./screens/picture.js";
import { ready } from "./screens/ready.js";
import { records } from "./screens/records.js";
import { scan } from "./screens/scan.js";
import { bulky, count, handover, incident, zone } from "./screens/simple.js";
import { weighing } from "./screens/weighing.js";
import { sendBySelf, sending } from "./sender.js";
import { isNewWaiting, listenForNew, startWorker, takeNew } from "./worker_of_page.js";

const SCREENS = { "": home, bag, items, bulky, weighing, handover, people, scan, zone, picture, incident, count, records, ready, files, pass };
const WITHOUT_ASSIGNMENT = new Set(["files", "pass", "ready"]);
const root = document.getElementById("field");
const LONGEST_SENDING = 100_000;

const parts = {
  band: h("header", { class: "f-band" }),
  states: h("nav", { class: "f-states" }),
  notice: h("div", { class: "f-notices", role: "status" }),
  main: h("main", { class: "f-main", id: "main" }),
  foot: h("footer", { class: "f-foot" }),
};
let seen = 0;
let shown = null;

function place() {
  const [name, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return { name, of: new URLSearchParams(query).get("of") };
}

const go = (name) => {
  if (location.hash === `#/${name}`) show();
  else location.hash = `#/${name}`;
};

const otherLanguage = () => Object.keys(page.tongues).find((each) => each !== spoken());

async function otherTongue() {
  speak(otherLanguage());
  await set("language", spoken());
  await show();
}

function drawBand(title, isHome) {
  const heading = h("h1", { tabindex: "-1" }, title);
  const other = otherLanguage();
  parts.band.replaceChildren(
    isHome
      ? h("img", { src: page.urls.mark, alt: "", width: 40, height: 40 })
      : h("a", { class: "f-back", href: "#/", "aria-label": say("back") }, icon("arrow-left")),
    heading,
    ...(isHome ? [h("button", { type: "button", class: "f-tongue", onclick: otherTongue, lang: other }, page.tongues[other])] : []),
  );
  document.title = `${title} – ${say("product")}`;
  return heading;
}

const STATES = { kept: "device-mobile", sending: "send", received: "cloud-check", refused: "alert-triangle" };
let strip = null; // made once for each language: a picture drawn anew with every record would fill a phone's memory
let noticed = "";

function stripNow() {
  if (strip?.language === spoken()) return strip;
  const numbers = {};
  const places = Object.entries(STATES).map(([kind, sign]) => {
    numbers[kind] = h("b", {}, "0");
    return h("span", { class: `f-state f-state--${kind}` }, icon(sign), numbers[kind], h("span", {}, say(`state_${kind}`)));
  });
  const refused = places.pop();
  strip = { language: spoken(), numbers, refused, element: h("a", { class: "f-states__all", href: "#/records" }, places) };
  parts.states.replaceChildren(strip.element);
  parts.states.setAttribute("aria-label", say("on_this_phone"));
  return strip;
}

async function drawStates() {
  const found = await counts();
  const inTheAir = sending.code && Date.now() - sending.at < LONGEST_SENDING ? 1 : 0;
  const { numbers, refused, element } = stripNow();
  const now = { ...found, kept: Math.max(0, found.kept - inTheAir), sending: inTheAir };
  for (const [kind, place] of Object.entries(numbers)) {
    if (place.textContent !== String(now[kind])) place.textContent = String(now[kind]);
  }
  if (found.refused === 0) refused.remove();
  else if (!refused.isConnected) element.append(refused);
  drawNotices(await noticesOf(found));
}

// Words that stand on every screen now, each with how it is drawn.
async function noticesOf(found) {
  const notices = [];
  const notice = (sign, words, { kind = "", more = null } = {}) =>
    notices.push([words, () => h("p", { class: `f-notice ${kind}` }, icon(sign), h("span", {}, words, more?.words && [" ", more.words()]), more?.act?.())]);
  const calm = "f-notice--calm";
  const inHand = await currentPass();
  if (inHand?.assignment && (sending.has_no_pass || inHand.refused_at)) {
    notice("key", inHand.refusal || say("no_pass"), { more: { words: () => h("a", { href: "#/pass" }, say("new_secret")) } });
  } else if (sending.too_much && found.kept) {
    notice("device-mobile", sending.too_much, { kind: calm });
  } else if (sending.has_no_network && found.kept) {
    notice("wifi-off", say("no_network"), { kind: calm });
  }
  if (unkept.length) {
    const again = async () => {
      await keepAgain();
      await drawStates();
    };
    notice("photo", say("photos_unkept", { n: unkept.length }), { more: { act: () => button(say("keep_photos"), again) } });
  }
  if (isNewWaiting()) notice("refresh", say("new_version"), { kind: calm, more: { act: () => button(say("take_new"), takeNew) } });
  return notices;
}

function drawNotices(notices) {
  const told = notices.map(([words]) => words).join("\n");
  if (told === noticed) return;
  noticed = told;
  parts.notice.replaceChildren(...notices.map(([, draw]) => draw()));
}

// Shows the screen that the address names. `said` is what the last deed came to.
async function show({ good = "", bad = "", keepPlace = false } = {}) {
  const turn = (seen += 1);
  const inHand = await currentPass();
  const assignment = inHand?.assignment ?? null;
  let { name, of } = place();
  if (!(name in SCREENS)) name = "";
  if (!assignment && !WITHOUT_ASSIGNMENT.has(name)) name = "pass";
  const record = of ? await recordOf(of) : null;
  if (name === "count" && !record) name = "records";
  await drawStates();
  const instead = record && (record.state === "refused" ? { supersedes: record.supersedes, replaces: record.code } : { supersedes: record.code });
  const screen = await SCREENS[name]({
    assignment,
    activity: assignment?.activity,
    editing: record && { record, body: record.body, instead },
    go,
    again: (outcome) => {
      if (turn !== seen) return null; // somebody has gone on meanwhile
      if (!record) return show(outcome);
      history.replaceState(null, "", "#/records");
      return show(outcome);
    },
    reload: (words = "") => show({ good: words, keepPlace: true }),
  });
  if (turn !== seen) return; // somebody has gone on meanwhile
  shown = screen;
  const heading = drawBand(screen.title, name === "" || (name === "pass" && !assignment));
  const said = screen.said ?? message();
  const body = screen.said ? screen.body : [said.element, ...screen.body];
  parts.main.replaceChildren(...body.flat().filter(Boolean));
  parts.foot.replaceChildren(
    ...(screen.bar ? [h("div", { class: "f-bar" }, screen.bar)] : []),
    h("p", { class: "f-hazard" }, icon("hand-stop"), h("span", {}, h("strong", {}, say("hazard")), say("hazard_do"))),
  );
  if (bad) said.bad([good, bad].filter(Boolean).join(" "));
  else if (good) said.good(good);
  if (!keepPlace) {
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
}

// The secret in the address: taken out of it at once, so that neither history nor a shared link holds it.
async function takeFromAddress() {
  const text = location.hash.slice(1);
  if (!text || text.startsWith("/")) return show();
  history.replaceState(null, "", `${location.pathname}#/`);
  const said = message();
  const isIn = await useSecret(text, said);
  const words = isIn ? "" : said.element.textContent;
  return show({ good: isIn ? say("secret_is_in") : "", bad: words });
}

async function start() {
  speak((await setting("language")) ?? page.language);
  root.replaceChildren(h("a", { class: "f-skip", href: "#main", onclick: (event) => {
    event.preventDefault();
    parts.main.querySelector("input, button, a")?.focus();
  } }, say("to_content")), parts.band, parts.states, parts.notice, parts.main, parts.foot);
  listen((what) => {
    if (what && typeof what === "object") Object.assign(sending, { code: what.sending, at: Date.now() });
    drawStates();
    shown?.renew?.();
  });
  listenForNew(drawStates);
  window.addEventListener("hashchange", takeFromAddress);
  await takeFromAddress();
  root.removeAttribute("aria-busy");
  startWorker();
  sendBySelf(askWhatIsKnown);
  await askWhatIsKnown();
}

// What has changed of the assignment in hand, and what a secret is for that came in where there was no network.
async function askWhatIsKnown() {
  const inHand = await currentPass();
  if (inHand && !inHand.refused_at) await fetchAssignment(inHand);
  for (const each of await allPasses()) {
    if (each.assignment || each.refused_at || each.id === inHand?.id) continue;
    if ((await fetchAssignment(each)) === "here") await show({ good: say("secret_is_in"), keepPlace: true });
  }
  if (inHand && !inHand.assignment && (await currentPass())?.assignment) await show();
}

start().catch((error) => {
  root.replaceChildren(h("main", { class: "f-main" }, h("h1", {}, say("cannot_start")), h("p", {}, say("cannot_start_words")), h("p", {}, error.message)));
});

// What is only in hand is gone with the page: the browser asks first.
window.addEventListener("beforeunload", (event) => unkept.length && event.preventDefault());

window.addEventListener("unhandledrejection", () => drawStates().catch(() => {}));
