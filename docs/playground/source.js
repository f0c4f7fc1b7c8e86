// The lines of the text, with a colour for each field: a list in which a line is picked by mouse or keys.

import { byId, element, number } from "./dom.js";

const PAGE = 20; // so many lines PageUp and PageDown move

export class Source {
  #list = byId("lines");
  #lines = []; // those that are shown
  #count = 0; // of all
  #picked = null;

  // `load(first)` promises lines from that number on; `onPick(line, lines, opened)` is told which line was picked, and
  // whether it was opened: clicked, or picked with Enter.
  constructor(load, onPick) {
    this.load = load;
    this.onPick = onPick;
    this.#list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.#pick(Number(row.dataset.line), true);
    });
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    byId("earlier").addEventListener("click", () => this.goTo(Math.max(1, this.#lines[0].number - 1)));
    byId("later").addEventListener("click", () => this.goTo(this.#lines.at(-1).number + 1));
  }

  async show(count) {
    this.#count = count;
    this.#picked = null;
    this.#list.scrollTop = 0;
    await this.#window(1);
  }

  // Picks a line, wherever it is in the text.
  async goTo(line, opened = false) {
    if (line < 1 || line > this.#count) return;
    if (!this.#lines.some((each) => each.number === line)) await this.#window(Math.max(1, line - PAGE));
    this.#pick(line, opened);
  }

  focus() {
    this.#list.focus();
  }

  async #window(first) {
    this.#lines = (await this.load(first)).lines;
    this.#list.replaceChildren(...this.#lines.map(row));
    this.#list.removeAttribute("aria-activedescendant");
    const last = this.#lines.at(-1)?.number ?? 0;
    const part = this.#lines.length < this.#count;
    byId("window").hidden = !part;
    byId("window-note").textContent = part
      ? `Lines ${number(first)} to ${number(last)} of ${number(this.#count)} are shown.` : "";
    byId("earlier").disabled = first === 1;
    byId("later").disabled = last >= this.#count;
  }

  #pick(wanted, opened) {
    const line = this.#lines.find((each) => each.number === wanted);
    if (!line) return;
    byId(`line-${this.#picked}`)?.setAttribute("aria-selected", "false");
    this.#picked = wanted;
    const row = byId(`line-${wanted}`);
    row.setAttribute("aria-selected", "true");
    this.#list.setAttribute("aria-activedescendant", row.id);
    // Only the list is scrolled: the page stays where the reader has it.
    const above = row.offsetTop - this.#list.scrollTop;
    if (above < 0 || above + row.offsetHeight > this.#list.clientHeight) {
      this.#list.scrollTop = row.offsetTop - this.#list.clientHeight / 3;
    }
    this.onPick(line, this.#lines, opened);
  }

  #key(event) {
    const at = this.#picked ?? this.#lines[0]?.number - 1;
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + PAGE, PageUp: at - PAGE, Home: 1, End: this.#count };
    if (event.ctrlKey || event.altKey || event.metaKey || this.#count === 0) return;
    if (event.key === "Enter" || event.key === " ") this.goTo(this.#picked ?? 1, true);
    else if (event.key in steps) this.goTo(Math.min(Math.max(steps[event.key], 1), this.#count));
    else return;
    event.preventDefault();
    event.stopPropagation(); // keys of the site, such as that for the search
  }
}

function row(line) {
  const shown = line.pieces.map(([text, field, group]) =>
    group === null ? text : element("span", { class: `pg-field pg-of-${group}`, title: field }, text));
  const margin = line.unread && typeof shown[0] === "string" ? /^\s*/.exec(shown[0])[0] : "";
  if (margin) shown[0] = shown[0].slice(margin.length);
  const code = element("span", { class: "pg-code" }, margin, element("span", line.unread ? { class: "pg-foreign" } : null, shown));
  if (line.more) code.append(element("span", { class: "pg-more" }, ` … ${number(line.more)} more characters`));
  return element(
    "div",
    {
      id: `pg-line-${line.number}`, role: "option", "aria-selected": "false", "data-line": line.number,
      class: line.unread ? "pg-line pg-unread" : "pg-line", title: line.unread ? "not of the format" : null,
    },
    element("span", { class: "pg-number" }, String(line.number)),
    code,
  );
}
