// Puts another version of a page in the place of the one that is shown, and changes nothing else.
//
// There are three trees: what the page's source was, what it is now, and what the browser shows, to
// which scripts and the reader have done things since. Only what differs between the two sources is
// done to what is shown. So an open <details>, a typed word, a playing film, a dialog that a script
// made stay as they are, without a rule for each. No node is ever moved: that would end its focus.

import { align, text } from "./align.js";

const twins = new WeakMap(); // a node of the kept source → the node that shows it

// Why a page must be loaded anew instead.
export class Reload extends Error {}

const runs = "script:not([type$=json])"; // JSON-LD is words, and needs nobody to run it
// What scripts take hold of when a page begins; of new ones nobody would.
const held = `${runs}, button, input, select, textarea, canvas, dialog`;
// Templates of words are read when they are needed; of these something was made long ago.
const stamped = `${held}, img`;

const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
const isSheet = (node) => isElement(node) && node.matches("link[rel~=stylesheet]");

const pair = (source, shown) => {
  twins.set(source, shown);
  if (source.nodeName === "NOSCRIPT") return source;
  if (source.nodeName === "TEMPLATE") pair(source.content, shown.content);
  let twin = shown.firstChild;
  for (const child of source.childNodes) {
    pair(child, twin);
    twin = twin.nextSibling;
  }
  return source;
};

// The source of what is shown, as long as nothing was done to it. It lies in a document in which
// pictures are not loaded, and nothing runs.
export const remember = (shown) =>
  pair(document.implementation.createHTMLDocument("").importNode(shown, true), shown);

// What it takes to come from one source to another, where that can be: else it raises `Reload`.
// Nothing is changed before `apply`. Until then the new `sheets` ({sheet, place}) may be loaded, and
// the `pictures` decoded ({near, fresh, isNew}), so that all of it is seen at once.
export const compare = (source, fresh) => {
  const isScripted = [source, fresh].some((page) => page.querySelector(runs));
  const plan = { steps: [], sheets: [], pictures: [], isScripted };
  plan.apply = () => plan.steps.forEach((step) => step());
  compareNode(source, fresh, document, plan);
  return plan;
};

// `root` is where the shown node must be: the document, or the content of a template.
const compareNode = (source, fresh, root, plan) => {
  if (text(source) === text(fresh) || source.nodeName === "NOSCRIPT") return;
  if (source.nodeName === "TITLE") {
    plan.steps.push(() => {
      document.title = source.textContent = fresh.textContent;
    });
    return;
  }
  const shown = twins.get(source);
  if (shown.getRootNode() !== root) throw new Reload("a script has taken away what changed");
  if (isElement(source)) compareAttributes(source, fresh, shown, plan);
  else if (source.data !== fresh.data) {
    plan.steps.push(() => (shown.data = source.data = fresh.data));
  }
  if (source.nodeName === "TEMPLATE") compareTemplate(source, fresh, plan);
  else compareChildren(source, fresh, root, plan);
};

const compareAttributes = (source, fresh, shown, plan) => {
  const isNew = ({ name, value }) => source.getAttribute(name) !== value;
  const changed = [...fresh.attributes].filter(isNew);
  const gone = [...source.attributes].filter(({ name }) => !fresh.hasAttribute(name));
  if (!changed.length && !gone.length) return;
  if (changed.some(({ name }) => name === "src" || name === "srcset")) {
    if (shown.matches("img, picture source")) {
      plan.pictures.push({ near: whole(shown), fresh: whole(fresh), isNew: false });
    }
  }
  plan.steps.push(() => {
    for (const element of [source, shown]) {
      for (const attribute of changed) element.setAttributeNode(attribute.cloneNode());
      for (const { name } of gone) element.removeAttribute(name);
    }
  });
};

const whole = (element) => element.closest("picture") ?? element;

const compareTemplate = (source, fresh, plan) => {
  if (source.innerHTML === fresh.innerHTML) return;
  const isStamped = [source, fresh].some(({ content }) => content.querySelector(stamped));
  if (isStamped) throw new Reload("a template changed of which a script has made something");
  const shown = twins.get(source.content);
  compareChildren(source.content, fresh.content, shown, plan);
};

const compareChildren = (source, fresh, root, plan) => {
  const { kept, gone, added } = align([...source.childNodes], [...fresh.childNodes]);
  for (const one of gone) {
    if (isElement(one) && one.matches(runs)) throw new Reload("a script is gone");
    plan.steps.push(() => {
      const shown = twins.get(one);
      if (shown.getRootNode() === root) shown.remove();
      one.remove();
    });
  }
  for (const [one, now] of kept) compareNode(one, now, root, plan);
  const isNew = !gone.some((one) => imagesIn(one).length); // else one goes where this one comes
  for (const [one, before] of added) insert(one, before, source, isNew, plan);
};

// `one` comes after `before`, which stays or was just added; without it, it comes first.
const insert = (one, before, source, isNew, plan) => {
  if (plan.isScripted && isElement(one) && isHeld(one)) throw new Reload("a script is needed");
  const parent = twins.get(source);
  const near = before && twins.get(before);
  if (near?.isConnected && near.parentNode !== parent) throw new Reload("a script moved it");
  const shown = document.importNode(one, true);
  for (const words of isElement(shown) ? shown.querySelectorAll("noscript") : []) words.replaceChildren();
  twins.set(one, shown);
  for (const image of imagesIn(shown)) {
    image.decoding = "sync"; // else the place is empty for a blink
    plan.pictures.push({ near: parent, fresh: whole(image), isNew });
  }
  const place = () => {
    if (shown.isConnected) return; // a sheet that was loaded before
    if (near) near.after(shown);
    else parent.prepend(shown);
  };
  if (isSheet(one)) plan.sheets.push({ sheet: shown, place });
  plan.steps.push(() => {
    pair(one, shown);
    if (before) before.after(one);
    else source.prepend(one);
    place();
  });
};

const imagesIn = (node) => {
  if (!isElement(node)) return [];
  return node.matches("img") ? [node] : node.querySelectorAll("img");
};

const isHeld = (element) =>
  element.matches(held) ||
  element.querySelector(held) ||
  [...element.querySelectorAll("template")].some(({ content }) => content.querySelector(stamped));
