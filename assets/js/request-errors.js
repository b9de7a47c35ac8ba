// A request of htmx that failed says so; the sentences are on <body>, translated. The server may send its own toast instead.
const TEMPLATE = "toast-error";

function say(text) {
  const item = document.getElementById(TEMPLATE)?.content.cloneNode(true);
  const list = document.getElementById("toasts");
  if (!item || !list) return;
  item.querySelector(".toast__text").textContent = text;
  list.append(item);
}

document.addEventListener("htmx:responseError", () => say(document.body.dataset.broken));
document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline));
