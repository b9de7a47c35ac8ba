// A question before something that cannot be undone, in a dialog of our own. Resolves to true or false.
export function ask({ question, yes, no }) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("role", "alertdialog");
  const body = Object.assign(document.createElement("form"), { method: "dialog", className: "dialog__body" });
  const words = Object.assign(document.createElement("p"), { textContent: question, id: "ask-words" });
  const actions = Object.assign(document.createElement("div"), { className: "dialog__actions" });
  const button = (value, text, classes) =>
    Object.assign(document.createElement("button"), { value, textContent: text, className: classes });
  actions.append(button("no", no, "button"), button("yes", yes, "button button--danger-strong"));
  body.append(words, actions);
  dialog.append(body);
  dialog.setAttribute("aria-labelledby", words.id);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    });
  });
}
