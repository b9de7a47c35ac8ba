// How the platforms count a text. The server's own measure decides; this one speaks while a person types.
const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const encoder = new TextEncoder();

export const measures = {
  graphemes: (text) => [...characters.segment(text)].length,
  utf16: (text) => text.length,
  // Mastodon: every link counts 23, a mention counts without its server.
  mastodon: (text) => measures.graphemes(
    text
      .replace(/https?:\/\/[^\s<>"]+/giu, "x".repeat(23))
      .replace(/(^|[^\w/])@([\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*)@[\p{L}\p{N}.-]+[\p{L}\p{N}]/gu, "$1@$2"),
  ),
};

export const bytes = (text) => encoder.encode(text).length;
