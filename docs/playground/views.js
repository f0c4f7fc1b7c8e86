// What was read of a text: records, problems, ranges, rows, and the rule of a line. Each function makes elements of data.

import { element, link, number, partly, plural } from "./dom.js";

const note = (text) => element("p", { class: "pg-note" }, text);

const toLine = (line, goTo, text = `line ${number(line)}`) => link(text, () => goTo(line), `Go to line ${line}`);

// --- records ---------------------------------------------------------------------------------------------------------

export function records(read, goTo) {
  if (read.pages.length === 0) return [note("No record was made.")];
  const pages = read.pages.map((page, place) =>
    branch(read.page_count === 1 ? "ReviewPage" : `page ${place + 1}`, page, goTo, true));
  return [
    note("Fields that are None are left out."),
    element("ul", { class: "pg-tree" }, pages),
    partly(read.pages.length, read.page_count, "page"),
  ];
}

// One field. What a record or a list holds is made when it is opened first.
function branch(name, value, goTo, open = false) {
  const key = element("span", { class: "pg-key" }, name);
  if (value === null || typeof value !== "object") {
    const shown = name === "line" ? toLine(value, goTo, String(value)) : element("span", { class: "pg-value" }, JSON.stringify(value));
    return element("li", null, key, ": ", shown);
  }
  const below = element("ul", null);
  const details = element("details", null, element("summary", null, key, " ", element("span", { class: "pg-hint" }, hint(value))), below);
  const fill = () => {
    if (below.firstChild) return;
    const left = Array.isArray(value) ? value.map((each, place) => [String(place), each])
      : Object.entries(value).filter(([field, each]) => each !== null && !HIDDEN.has(field));
    below.append(...left.map(([field, each]) => branch(field, each, goTo, open && field === "sections")));
    const hidden = (value.review_count ?? 0) - (value.reviews?.length ?? 0);
    if (hidden > 0) below.append(element("li", { class: "pg-note" }, `${plural(hidden, "more review")} not shown`));
  };
  details.addEventListener("toggle", fill);
  if (open) {
    fill();
    details.open = true;
  }
  return element("li", null, details);
}

const HIDDEN = new Set(["type", "format", "review_count"]);

function hint(value) {
  if (Array.isArray(value)) return plural(value.length, "item");
  const told = [value.score, value.publication ?? value.author ?? value.byline ?? value.title ?? value.verdict];
  return [value.type?.replace("_", " "), ...told].filter((each) => each !== null && each !== undefined).join(" · ");
}

// --- problems --------------------------------------------------------------------------------------------------------

export function problems(read, goTo) {
  if (read.problem_count === 0) return [note("No problem was found.")];
  const items = read.problems.map((problem) =>
    element("li", { class: `pg-problem pg-${problem.severity}` },
      element("span", { class: "pg-severity" }, problem.severity), " ",
      element("code", null, problem.code), " ",
      problem.line === null ? null : toLine(problem.line, goTo),
      element("p", null, problem.message),
      element("p", { class: "pg-note" }, problem.meaning)));
  return [element("ul", { class: "pg-problems" }, items), partly(read.problems.length, read.problem_count, "problem")];
}

// --- ranges ----------------------------------------------------------------------------------------------------------

export function ranges(read, goTo) {
  const listed = read.ranges.filter((section) => section.reviews.length > 0);
  if (listed.length === 0) return [note("No review is listed, so there is no score to bound.")];
  return [
    note("Between which scores each review must lie, by the page's own counts and scores. A mark is a printed score."),
    ...listed.flatMap((section) => sectionRanges(section, read.page_count, goTo)),
  ];
}

function sectionRanges(section, pages, goTo) {
  const side = section.side === "critics" ? "Critics" : "Users";
  const title = element("h3", null, pages === 1 ? side : `${side}, page ${section.page}`);
  const ignored = section.ignored.map((fact) =>
    note(fact === "order" ? "The list is not sorted by score, so its order is ignored." : "The counts contradict the scores, so they are ignored."));
  const rows = section.reviews.map((review) => {
    const printed = review.low === review.high && review.printed;
    const span = review.low === review.high ? String(review.low) : `${review.low} to ${review.high}`;
    const width = (100 * (review.high - review.low)) / section.best;
    const bar = element("span", { class: printed ? "pg-mark" : "pg-range" });
    bar.style.left = `${(100 * review.low) / section.best}%`;
    bar.style.width = `${width}%`;
    return element("tr", null,
      element("td", null, review.line === null ? String(review.place) : toLine(review.line, goTo, String(review.place))),
      element("td", { class: "pg-by", title: review.by }, review.by),
      element("td", { class: "pg-track-cell" }, element("span", { class: "pg-track", "aria-hidden": "true" }, bar)),
      element("td", { class: printed ? "pg-printed" : "pg-implied" }, span));
  });
  const heads = ["#", "by", `0 to ${section.best}`, "score"].map((head) => element("th", { scope: "col" }, head));
  const table = element("table", { class: "pg-ranges" }, element("thead", null, element("tr", null, heads)), element("tbody", null, rows));
  return [title, ...ignored, table, partly(section.reviews.length, section.count, "review")];
}

// --- rows ------------------------------------------------------------------------------------------------------------

export function table(read, download) {
  if (read.row_count === 0) return [note("No review is listed, so the table is empty.")];
  const used = read.columns.map((_, place) => place).filter((place) => read.rows.some((row) => row[place] !== ""));
  const heads = used.map((place) => element("th", { scope: "col" }, read.columns[place]));
  const rows = read.rows.map((row) => element("tr", null, used.map((place) => element("td", { title: row[place] }, row[place]))));
  const empty = read.columns.length - used.length;
  return [
    element("p", null, element("button", { type: "button", id: "pg-csv", class: "pg-button", click: download }, "Download CSV"),
      element("span", { class: "pg-note" }, empty > 0 ? ` It also has ${plural(empty, "column")} that ${empty === 1 ? "is" : "are"} empty here.` : "")),
    element("div", { class: "pg-scroll", tabindex: "0", role: "region", "aria-label": "Rows of the table" },
      element("table", { id: "pg-rows", class: "pg-rows" }, element("thead", null, element("tr", null, heads)), element("tbody", null, rows))),
    partly(read.rows.length, read.row_count, "row"),
  ];
}

// --- the rule of a line ----------------------------------------------------------------------------------------------

export function rule(line, lines, grammar) {
  const place = element("h3", null, `Line ${number(line.number)}`);
  if (line.rule === null) return [place, note("A blank line: it belongs to what stands above it.")];
  const block = line.unread ? [line] : lines.filter((each) => each.block === line.block);
  const fields = block
    .flatMap((each) => each.pieces.filter(([, field]) => field !== null));
  const shown = element("div", { class: "pg-definition" });
  const show = (name) => shown.replaceChildren(...definition(name, grammar, show, name === line.rule ? null : line.rule));
  show(line.rule);
  return [
    place,
    element("p", null, "Read by the rule ", element("code", null, line.rule), line.unread ? ", which reads what is not of the format." : "."),
    fields.length === 0 ? note("The rule's lines hold no field.") : element("table", { class: "pg-fields" }, element("tbody", null, fields.map(([text, field, group]) =>
      element("tr", null, element("th", { scope: "row" }, field), element("td", null,
        element("span", { class: group === null ? "" : `pg-field pg-of-${group}` }, text)))))),
    shown,
  ];
}

// A definition of the grammar, in which each name leads to its own.
function definition(name, grammar, show, back) {
  const { file, line, text } = grammar[name];
  const parts = text.split("\n").flatMap((each) =>
    each.startsWith("//") ? [element("span", { class: "pg-comment" }, each), "\n"]
      : [...each.split(/((?<![\w\\])[A-Za-z_]\w*)/).map((word) =>
        word !== name && Object.hasOwn(grammar, word) ? link(word, () => show(word), `Show ${word}`) : word), "\n"]);
  return [
    element("p", { class: "pg-note" }, `${file}, line ${line} `, back === null ? null : link(`back to ${back}`, () => show(back))),
    element("pre", { tabindex: "0", role: "region", "aria-label": `Definition of ${name}` }, element("code", null, parts)),
  ];
}
