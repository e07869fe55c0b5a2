// What is wrong with the site, over the page, until it is mended. Behind it stays the last page
// that was right. All that it says comes from files of somebody, so it is text and never markup.

import { told } from "./page.js";

const host = document.createElement("carblog-problems");
const root = host.attachShadow({ mode: "open" });
const make = (name, props = {}, ...children) => {
  const element = Object.assign(document.createElement(name), props);
  element.append(...children);
  return element;
};

const heading = make("h2", { id: "heading" });
const list = make("ol", { className: "problems" });
const less = make("button", { type: "button", className: "less", textContent: "Minimise" });
less.append(make("kbd", { textContent: "Esc" }));
const panel = make("section", { className: "panel", tabIndex: -1, hidden: true, role: "dialog" });
panel.setAttribute("aria-labelledby", "heading");
panel.append(make("div", { className: "head" }, heading, less), list);
const badge = make("button", { type: "button", className: "badge", hidden: true });
// What a screen reader says: a new error at once, all else when it has done with its sentence.
const alert = make("p", { className: "hush", role: "alert" });
const status = make("p", { className: "hush", role: "status" });
const sheet = make("link", { rel: "stylesheet", href: new URL("overlay.css", import.meta.url) });
root.append(sheet, alert, status, panel, badge);
host.popover = "manual"; // over everything, an open dialog too

let shown = []; // the problems there are
let before = null; // what had the focus when the panel took it

// Nothing that turns text around or hides: such characters are seen as what they are.
const clean = (text) => text.replaceAll("\t", "  ").replace(/[\p{Cc}\p{Cf}]/gu, "\u{fffd}");
const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
const isError = ({ severity }) => severity === "error";
// The same mistake, however the lines around it and the number of its pages change.
const same = (one, other) =>
  ["place", "code", "message"].every((field) => one[field] === other[field]);

const summary = (problems) => {
  const errors = problems.filter(isError).length;
  const rest = problems.length - errors;
  return [errors && count(errors, "error"), rest && count(rest, "warning")].filter(Boolean).join(", ");
};

// The character at the column is marked. Columns count characters, of which some are two units.
const marked = (text, column) => {
  const chars = [...text];
  const at = Math.min(column - 1, chars.length);
  const [start, rest] = [chars.slice(0, at), chars.slice(at + 1)].map((some) => clean(some.join("")));
  return [start, make("mark", { textContent: clean(chars[at] ?? " ") }), rest];
};

const line = ([number, text], problem) => {
  const isAt = number === problem.line;
  const words = isAt && problem.column ? marked(text, problem.column) : [clean(text)];
  return make("li", { value: number, className: isAt ? "at" : "" }, make("code", {}, ...words));
};

const place = ({ place, path, line }) => {
  const words = make("bdi", { textContent: clean(place) });
  if (!told.editor) return words;
  const file = path.split("/").map(encodeURIComponent).join("/");
  const href = told.editor.replaceAll("{path}", file).replaceAll("{line}", line || 1);
  return make("a", { href }, words);
};

const item = (problem) => {
  const { severity, code, message, hint, excerpt, more } = problem;
  const kind = make("span", { className: "kind", textContent: severity });
  const box = make("li", { className: severity }, make("h3", {}, place(problem)));
  const words = make("p", { className: "message" }, kind, ` ${clean(message)} `);
  words.append(make("code", { className: "code", textContent: clean(code) }));
  box.append(words);
  if (excerpt.length) {
    const lines = make("ol", {}, ...excerpt.map((one) => line(one, problem)));
    const scrolled = { className: "excerpt", tabIndex: 0, role: "group", ariaLabel: "Excerpt" };
    box.append(make("div", scrolled, lines));
  }
  if (hint) box.append(make("p", { className: "hint", textContent: clean(hint) }));
  if (more) box.append(make("p", { className: "more", textContent: clean(more) }));
  return box;
};

const raise = () => {
  if (!host.isConnected) document.documentElement.append(host);
  if (!host.showPopover) return;
  if (host.matches(":popover-open")) host.hidePopover(); // a dialog may have come since
  host.showPopover();
};

// The panel takes the focus only when nothing else has it, or when somebody asked for the panel.
export const open = (asked = true) => {
  const { activeElement: active } = document;
  const isFree = !active || active === document.body || active === host;
  if (panel.hidden && active !== host) before = active;
  [panel.hidden, badge.hidden] = [false, true];
  raise();
  if (asked || isFree) panel.focus({ preventScroll: true });
};

const minimise = () => {
  const hadFocus = document.activeElement === host;
  [panel.hidden, badge.hidden] = [true, false];
  if (hadFocus) badge.focus();
};

const say = (words, isUrgent = false) => {
  for (const [region, its] of [[alert, isUrgent ? words : ""], [status, isUrgent ? "" : words]]) {
    if (region.textContent !== its) region.textContent = its; // else it would be said twice
  }
};

// To where the panel took the focus from.
const giveBack = () => {
  const hadFocus = document.activeElement === host;
  if (hadFocus && before?.isConnected) before.focus({ preventScroll: true });
  before = null;
};

const mended = () => {
  giveBack();
  host.remove();
  [panel.hidden, badge.hidden] = [true, true];
  say("");
};

// Errors are laid over the page when they are new; warnings wait behind the badge.
export const show = (all) => {
  const problems = [...all.filter(isError), ...all.filter((one) => !isError(one))];
  const isNew = (one) => !shown.some((old) => same(old, one));
  const isGone = (old) => !problems.some((one) => same(old, one));
  const worst = problems.filter(isError).find(isNew);
  const [more, fewer] = [problems.some(isNew), shown.some(isGone)];
  shown = problems;
  if (!problems.length) return mended();
  const words = summary(problems);
  heading.textContent = badge.textContent = words;
  badge.className = problems.some(isError) ? "badge error" : "badge warning";
  list.replaceChildren(...problems.map(item));
  raise();
  if (worst) {
    open(false);
    say(`${words}. ${clean(worst.place)}: ${clean(worst.message)}`, true);
    return;
  }
  if (more || fewer) say(fewer ? `${words} left` : words);
  if (panel.hidden) badge.hidden = false;
  else if (!problems.some(isError)) {
    giveBack();
    [panel.hidden, badge.hidden] = [true, false];
  }
};

less.addEventListener("click", minimise);
badge.addEventListener("click", () => open());
addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || panel.hidden || !host.isConnected || event.isComposing) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    minimise();
  },
  { capture: true },
);
