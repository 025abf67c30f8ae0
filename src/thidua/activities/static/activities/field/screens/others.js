// The secret of the team; everything as a file.

import { FullError } from "../database.js";
import { button, h, icon } from "../dom.js";
import { download, takeIn } from "../files.js";
import { say } from "../page.js";
import { field, message, saveButton, tryToKeep } from "../parts.js";
import { allPasses, device, fetchAssignment, readSecret, takeSecret } from "../passes.js";
import { send } from "../sender.js";

// Takes a secret in, asks the server what it is for, and says what came of it.
export async function useSecret(text, said) {
  const secret = readSecret(text);
  if (!secret) {
    said.bad(say("bad_secret"));
    return false;
  }
  const id = await tryToKeep(said, () => takeSecret(secret));
  if (id === null) return false;
  const came = await fetchAssignment((await allPasses()).find((each) => each.id === id));
  if (came === "no_pass") said.bad(say("secret_opens_nothing"));
  else if (came === "no_network") said.bad(say("secret_waits"));
  else send();
  return came === "here";
}

export async function pass({ assignment, go }) {
  const said = message();
  const secret = field(say("secret"), { hint: say("secret_hint"), most: 200 });
  const input = secret.element.querySelector("input");
  for (const [name, value] of [["autocapitalize", "none"], ["spellcheck", "false"]]) input.setAttribute(name, value);
  const use = async () => {
    if (await useSecret(secret.value, said)) go("");
    else secret.focus();
  };
  const known = assignment && h("p", { class: "f-card" }, say("team_now", { team: assignment.team.name, title: assignment.activity.title }));
  return {
    title: say(assignment ? "pass" : "welcome"),
    body: [
      !assignment && h("p", {}, say("welcome_words")),
      known,
      said.element,
      secret.element,
      h("p", { class: "f-muted" }, say("device_is", { name: (await device()).slice(0, 4).toUpperCase() })),
    ],
    bar: saveButton(use, say("use_secret")),
    said,
  };
}

export async function files() {
  const said = message();
  const input = h("input", { type: "file", accept: "application/json,.json", class: "f-file", id: "take-in" });
  input.addEventListener("change", async () => {
    try {
      said.good(say("taken_in", { n: await takeIn(input.files[0]) }));
    } catch (error) {
      said.bad(say(error instanceof FullError ? "take_in_no_room" : "bad_file"));
    }
    input.value = "";
  });
  return {
    title: say("files"),
    body: [
      h("p", {}, say("files_words")),
      said.element,
      button(say("export"), () => tryToKeep(said, download), { kind: "f-button--main", sign: "download" }),
      h("div", { class: "f-photos" }, input, h("label", { for: "take-in", class: "f-button f-button--wide" }, icon("paperclip"), say("take_in"))),
    ],
    said,
  };
}
