// Measuring and finding as minassa/core/text.py does: the server decides, this one speaks while a person types.
// A test holds the two together.
const MARKS = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";
const LINK = new RegExp(`(?<![\\p{L}\\p{N}_@])https?://[^\\s<>"«»“”،؛؟${MARKS}]+`, "giu");
const MENTION = /(?<![A-Za-z0-9_.@/-])@([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)(@[A-Za-z0-9.-]*[A-Za-z0-9])?/gu;
const HASHTAG = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}_&/#＃])[#＃][${MARKS}]*[\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_\\u200c${MARKS}]*[\\p{L}\\p{M}\\p{N}_])?`,
  "gu",
);
const AFTER_LINK = ".,;:!?'’…*۔";
const CLOSING = { ")": "(", "]": "[", "}": "{" };
const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200f]/u;
const STRONG = /[\p{L}\u200e\u200f\u061c]/u;

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });
const encoder = new TextEncoder();

const graphemes = (text) => [...characters.segment(text)].length;
export const bytes = (text) => encoder.encode(text).length;

export const measures = {
  graphemes,
  utf16: (text) => text.length,
  mastodon: (text, linkLength = 23) => measured(text, graphemes, [
    ...links(text).map(({ start, end }) => ({ start, end, counts: linkLength })),
    ...mentions(text).filter(({ server }) => server).map(({ start, end, name }) => ({ start, end, counts: 1 + name.length })),
  ]),
};

export function measure(text, name, linkLength) {
  if (name === "mastodon") return measures.mastodon(text, linkLength);
  const by = measures[name] ?? graphemes;
  return linkLength ? measured(text, by, links(text).map((link) => ({ ...link, counts: linkLength }))) : by(text);
}

function measured(text, by, shortened) {
  let [length, position] = [0, 0];
  for (const { start, end, counts } of shortened.sort((a, b) => a.start - b.start)) {
    length += by(text.slice(position, start)) + counts;
    position = end;
  }
  return length + by(text.slice(position));
}

export const links = (text) =>
  [...text.matchAll(LINK)]
    .map((match) => ({ start: match.index, end: match.index + withoutSentence(match[0]).length }))
    .filter(({ start, end }) => end - start > "https://".length);

export const mentions = (text) =>
  [...text.matchAll(MENTION)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, name: match[1], server: match[2] }))
    .filter(outside(links(text)));

export const hashtags = (text) =>
  [...text.matchAll(HASHTAG)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter(({ start, end }) => /\p{L}/u.test(text.slice(start, end).replace(/\u0640/gu, "")))
    .filter(outside(links(text)));

const outside = (taken) => ({ start }) => !taken.some((link) => link.start <= start && start < link.end);

function withoutSentence(address) {
  const open = (last) => address.split(CLOSING[last]).length < address.split(last).length;
  for (let last = address.at(-1); last && (AFTER_LINK.includes(last) || (CLOSING[last] && open(last))); last = address.at(-1)) {
    address = address.slice(0, -1);
  }
  return address;
}

// The direction a platform gives a text: of its first letter, or of most of them. "" when no letter has one.
export function direction(text, by = "first_strong") {
  const letters = [...text].filter((letter) => STRONG.test(letter));
  if (!letters.length) return "";
  if (by === "first_strong") return RTL.test(letters[0]) ? "rtl" : "ltr";
  return letters.filter((letter) => RTL.test(letter)).length * 2 >= letters.length ? "rtl" : "ltr";
}
