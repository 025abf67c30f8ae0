// Elements, made by hand: the content policy allows no markup from strings.

import { page } from "./page.js";

// h("p", { class: "hint", onclick: act }, "words", element…); what is null or false is left out.
export function h(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(3).filter((each) => each !== null && each !== undefined && each !== false));
  return made;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("class", "f-icon");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("focusable", "false");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${page.urls.icons}#${name}`);
  drawing.append(use);
  return drawing;
}

export const button = (words, act, { kind = "", sign = null, ...more } = {}) =>
  h("button", { type: "button", class: `f-button ${kind}`, onclick: act, ...more }, sign && icon(sign), h("span", {}, words));

let numberOfIds = 0;
export const newId = (stem) => `${stem}-${(numberOfIds += 1)}`;
