// The page that is shown: brought to what its address gives now, all of it in one paint.

import { dress } from "./dock.js";
import { compare, remember, Reload } from "./morph.js";

const patience = 3000; // ms for pictures and sheets; the words of a page do not wait longer
const own = "carblog-dock, script[data-token]";
const soon = (promise) =>
  Promise.race([promise, new Promise((done) => setTimeout(done, patience))]).catch(() => {});

// Takes the preview's additions out of a source.
const take = (tree) => {
  const { dataset } = tree.querySelector("script[data-token]") ?? {};
  const dock = tree.querySelector("carblog-dock");
  for (const each of tree.querySelectorAll(own)) each.remove();
  return { data: { ...dataset }, dock };
};

const source = remember(document.documentElement);

// What the preview says of the page: { url, key, token, lists, editor }.
export const told = take(source).data;

// For scripts of themes that keep something of the page: it is another one now.
const tell = (title) =>
  document.dispatchEvent(new CustomEvent("carblog:refreshed", { detail: { title } }));

const sheet = ({ sheet, place }) => {
  place();
  if (!sheet.isConnected) return null;
  return soon(new Promise((done) => (sheet.onload = sheet.onerror = done)));
};

// Decodes what a picture will show, so that the old one is seen until then. One that is out of
// sight has time. Gives what was decoded: the browser forgets it when nobody holds it.
const decode = async ([shown, fresh]) => {
  const box = shown.getBoundingClientRect?.();
  if (!box?.width || box.bottom < 0 || box.top > innerHeight) return null;
  const copy = document.importNode(fresh, true);
  const image = copy.matches("img") ? copy : copy.querySelector("img");
  for (const one of [copy, ...copy.querySelectorAll("[sizes]")]) {
    if (one.sizes?.startsWith("auto")) one.sizes = `${box.width}px`;
  }
  image.loading = "eager";
  await soon(image.decode());
  return copy;
};

const load = async () => {
  const answer = await fetch(told.url, { cache: "no-store", headers: { Accept: "text/html" } });
  if (!answer.headers.get("Content-Type")?.startsWith("text/html")) throw new Reload("not a page");
  return new DOMParser().parseFromString(await answer.text(), "text/html");
};

// Fetches the page and shows it. Fails when nobody answers; loads it anew where it must.
const bring = async () => {
  const fresh = await load();
  const { data, dock } = take(fresh);
  if (!data.token) throw new Reload("the page is not the preview's");
  const plan = compare(source, fresh.documentElement);
  const decoded = Promise.all(plan.pictures.map(decode));
  await Promise.all([...plan.sheets.map(sheet), decoded]);
  const { activeElement: focused } = document;
  plan.apply();
  if (!focused.isConnected && focused.id) document.getElementById(focused.id)?.focus({ preventScroll: true });
  Object.assign(told, { lists: "", editor: "" }, data);
  dress(dock);
  tell(fresh.title);
  requestAnimationFrame(() => decoded);
};

let [coming, again] = [null, false];

// One at a time; whatever is asked for meanwhile is one more.
export const refresh = () => {
  again = !!coming;
  coming ??= (async () => {
    try {
      do {
        again = false;
        await bring();
      } while (again);
    } catch (error) {
      if (!(error instanceof Reload)) throw error;
      location.reload(); // the browser keeps the scroll position
    } finally {
      coming = null;
    }
  })();
  return coming;
};
