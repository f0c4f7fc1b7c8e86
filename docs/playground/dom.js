// Builds elements. Whatever comes from a text is put in as text nodes, never as HTML.

// element("a", { href: "#" }, "text", child): a property `class`, `role` or `aria-...` is set as an attribute, a function
// is called on the event of its name, and null leaves a property or a child out.
export function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined) continue;
    if (typeof value === "function") made.addEventListener(name, value);
    else made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

export const byId = (id) => document.getElementById(`pg-${id}`);

export const number = (value) => value.toLocaleString("en-US");

export const plural = (count, word) => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

// A button that reads as a link: to a line, or to a rule.
export const link = (text, onclick, label) =>
  element("button", { type: "button", class: "pg-link", "aria-label": label, click: onclick }, text);

// Says how much of a long list is shown.
export const partly = (shown, count, word) =>
  shown < count ? element("p", { class: "pg-note" }, `The first ${number(shown)} of ${plural(count, word)} are shown.`) : null;

// Tabs as the ARIA practices have them: arrow keys, Home and End move between them.
export function tabs(list) {
  const buttons = [...list.querySelectorAll("[role=tab]")];
  const show = (chosen) => {
    for (const button of buttons) {
      button.setAttribute("aria-selected", button === chosen);
      button.tabIndex = button === chosen ? 0 : -1;
      document.getElementById(button.getAttribute("aria-controls")).hidden = button !== chosen;
    }
  };
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[role=tab]");
    if (button) show(button);
  });
  list.addEventListener("keydown", (event) => {
    const place = buttons.indexOf(document.activeElement);
    const last = buttons.length - 1;
    const next = { ArrowRight: place === last ? 0 : place + 1, ArrowLeft: place === 0 ? last : place - 1, Home: 0, End: last };
    if (place === -1 || !(event.key in next)) return;
    event.preventDefault();
    show(buttons[next[event.key]]);
    buttons[next[event.key]].focus();
  });
  return (name) => show(byId(`tab-${name}`));
}
