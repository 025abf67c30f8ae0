// Numbers as people write them ("6,4", "12.000") and as facts have them ("6.4", "12000"); numbers as people read them.

import { say, spoken } from "./page.js";

// Kilograms, metres, litres: a comma or a point is the decimal sign. "" is unknown, null is no number.
export function readNumber(text) {
  const plain = text.trim().replace(",", ".");
  if (plain === "") return "";
  return /^[0-9]{1,7}(\.[0-9]{1,3})?$/.test(plain) ? plain : null;
}

// Whole đồng, pieces, people: points, commas and spaces only part the thousands.
export function readWhole(text) {
  const plain = text.trim();
  if (plain === "") return "";
  if (/^[0-9]{1,12}$/.test(plain)) return plain.replace(/^0+(?=.)/, "");
  return /^[0-9]{1,3}([., ][0-9]{3})+$/.test(plain) ? plain.replace(/[., ]/g, "") : null;
}

const tongue = () => (spoken() === "vi" ? "vi-VN" : "en-GB");

export const showNumber = (value) => new Intl.NumberFormat(tongue(), { maximumFractionDigits: 3 }).format(Number(value));

export function showTime(moment) {
  const at = new Date(moment);
  const two = (number) => String(number).padStart(2, "0");
  const day = `${two(at.getDate())}/${two(at.getMonth() + 1)}`;
  return say("at_time", { hour: at.getHours(), minute: two(at.getMinutes()), day });
}

export const FILLS = { 0.25: "¼", 0.5: "½", 0.75: "¾" };
