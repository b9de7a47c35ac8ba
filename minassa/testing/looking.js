// What a careful eye would find wrong on this page. Called with {width, arabic, known}; returns a list of sentences.
({ width, arabic, known }) => {
  const found = [];
  const say = (what, element, more = "") => found.push(`${what}: ${place(element)}${more && ` ${more}`}`);
  const place = (element) => {
    const name = [element.tagName.toLowerCase(), element.id && `#${element.id}`, ...[...element.classList].map((one) => `.${one}`)];
    return `${name.filter(Boolean).join("")} “${(element.innerText ?? element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 60)}”`;
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
  const hidden = (element) => element.closest(".sr-only, .skip, template, noscript") !== null || !shown(element);

  const page = document.scrollingElement;
  if (page.scrollWidth > width) found.push(`scrolls sideways: ${page.scrollWidth} > ${width}`);

  for (const element of document.body.querySelectorAll("*")) {
    if (hidden(element)) continue;
    const style = getComputedStyle(element);
    const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const box = element.getBoundingClientRect();
    if (element instanceof HTMLImageElement && element.complete && !element.naturalWidth) say("picture not loaded", element);
    if (!words || element.matches("option, textarea, select, title")) continue;
    if ((box.left < -1 || box.right > width + 1) && !scrolls(element)) say("leaves the window", element);
    if (box.width <= 2 || box.height <= 2) continue;  // said to screen readers only
    const cut = style.overflowX !== "visible" && style.overflowX !== "auto" && style.overflowX !== "scroll";
    if (cut && element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== "ellipsis") say("cut at the side", element);
    const clamped = style.webkitLineClamp !== "none";
    if (style.overflowY === "hidden" && element.scrollHeight > element.clientHeight + 3 && !clamped) say("cut below", element);
    if (style.textOverflow === "ellipsis" && style.overflowX !== "visible" && element.clientWidth < 24 && element.scrollWidth > element.clientWidth + 1) say("nothing left of it", element);
    if (!cut && element.scrollWidth > element.clientWidth + 1 && style.display !== "inline" && !scrolls(element)) say("spills out of its box", element, `${element.scrollWidth} > ${element.clientWidth}`);
    if (parseFloat(style.fontSize) < 11) say("too small to read", element, style.fontSize);
  }
  if (arabic) english();
  return [...new Set(found)];

  function scrolls(element) {
    for (let around = element; around && around !== document.body; around = around.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(around).overflowX)) return true;
    }
    return false;
  }

  // English on an Arabic page is right only where somebody typed it, or where it is a name.
  function english() {
    const typed = "bdi, select[name=zone], code, pre, textarea, script, style, template, noscript, post-preview, [dir=auto], [dir=ltr], [lang=en]";
    const whole = known.join("\n");
    const isolated = /\u2068[^\u2069]*\u2069/g, addresses = /[@/][\w-]+|[\w-]+(\.[\w-]+)+/g;
    const sentences = /[A-Za-z]*[a-z]{2,}(?:[ '’-]+[A-Za-z]+)*/g;  // PNG and USD are nobody's language
    const left = (words) => {
      if (!/[a-z]{2}/.test(words)) return null;  // most of a page is Arabic, and needs no comparing
      const ours = known.reduce((rest, name) => rest.replaceAll(name, " "), words.replace(isolated, " ")).replace(addresses, " ");
      const found = ours.match(sentences)?.filter((one) => !whole.includes(one)) ?? [];  // a part of something typed, cut short
      return found.length ? found : null;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const around = node.parentElement;
      if (around.closest(typed)) continue;
      const words = left(node.data);
      if (words) say("English", around, `— ${words.join(", ")}`);
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        if (name === "placeholder" && /^(https?:\/\/|@)/.test(element.getAttribute(name) ?? "")) continue;
        const words = left(element.getAttribute(name) ?? "");
        if (words) say(`English in ${name}`, element, `— ${words.join(", ")}`);
      }
    }
    const title = left(document.title);
    if (title) found.push(`English in the title — ${title.join(", ")}`);
  }
}
