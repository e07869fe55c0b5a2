// The ribbon and the bar at the foot of the window: what they do with scripts, and how they follow
// a page that changed. Without scripts they say the same, and cannot be hidden.

import { recall, store } from "./memory.js";

const host = document.querySelector("carblog-dock");
const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
const part = (selector) => root.querySelector(selector);
const folded = "carblog.folded"; // in the memory of this browser

const fold = (yes) => {
  host.toggleAttribute("folded", yes);
  const toggle = part(".toggle");
  if (!toggle) return; // a page of the preview's own is of no file
  toggle.ariaLabel = yes ? "Show the preview’s bar" : "Hide the preview’s bar";
  toggle.ariaExpanded = !yes;
};

const copy = async (button) => {
  const done = await navigator.clipboard?.writeText(part(".source").textContent).then(
    () => true,
    () => false,
  );
  // Where the browser does not let us, the path is selected: the keys of the system copy it.
  if (!done) getSelection().selectAllChildren(part(".source"));
  button.textContent = done ? "Copied" : "Selected";
  setTimeout(() => (button.textContent = "Copy"), 1500);
};

root.addEventListener("click", ({ target }) => {
  if (target.closest(".copy")) copy(target);
  if (target.closest(".toggle")) {
    fold(!host.hasAttribute("folded"));
    store(folded, host.hasAttribute("folded") ? "yes" : "");
  }
});

const begin = () => {
  part(".problems")?.remove(); // with scripts they are told over the page
  for (const button of root.querySelectorAll("button")) button.hidden = false;
  fold(recall(folded) === "yes");
};

// `fresh` is the element of the page's new source, whose template nobody has opened yet.
export const dress = (fresh) => {
  const template = fresh?.querySelector("template");
  if (!template) return;
  const isOpen = part("details")?.open;
  const scrolled = part(".shows")?.scrollTop;
  const { localName, className } = root.activeElement ?? {};
  // Its style sheet is there already; to load it again would flash.
  const kept = [...root.children].filter((one) => one.localName === "link");
  template.content.querySelector("link")?.remove();
  for (const one of [...root.childNodes]) if (!kept.includes(one)) one.remove();
  root.append(document.importNode(template.content, true));
  if (!kept.length) root.prepend(sheet());
  const details = part("details");
  if (details) details.open = !!isOpen;
  if (scrolled && details) part(".shows").scrollTop = scrolled;
  begin();
  if (localName) part(className ? `.${className}` : localName)?.focus({ preventScroll: true });
};

const sheet = () => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("dock.css", import.meta.url);
  return link;
};

// Whether the preview can be reached: it may have been ended, and be started again.
export const reached = (yes) => host.toggleAttribute("away", !yes);

// A browser that does not open shadow trees itself.
if (!root.childNodes.length) dress(host);
else begin();
