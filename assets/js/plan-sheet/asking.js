// What the sheet asks of the server. An answer is {status, said}; status 0 is no connection.
const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

export async function post(url, body) {
  const isText = typeof body === "string";
  const headers = { Accept: "application/json", "X-Requested-With": "plan-sheet", "X-CSRFToken": token() };
  if (isText) headers["Content-Type"] = "application/json";
  const answer = await fetch(url, { method: "POST", headers, body }).catch(() => null);
  // Who was signed out meanwhile is answered with the sign-in page: nothing was saved.
  if (!answer || answer.status >= 500 || answer.redirected) return { status: 0, said: {} };
  const words = await answer.text();
  try {
    return { status: answer.status, said: JSON.parse(words) };
  } catch {
    return { status: answer.status, said: { html: words, reason: new DOMParser().parseFromString(words, "text/html").querySelector("main")?.textContent.trim() } };
  }
}

export function form(values) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  return body;
}

export async function page(url) {
  const answer = await fetch(url, { headers: { "X-Requested-With": "plan-sheet" } }).catch(() => null);
  return answer?.ok && !answer.redirected ? answer.text() : null;
}
