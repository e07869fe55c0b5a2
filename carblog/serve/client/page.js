// The page that is shown: brought to what its address gives now, all of it in one paint.

import { dress } from "./dock.js";
import { compare, remember, Reload } from "./morph.js";

const own = "carblog-dock, script[data-token]";
const patience = 3000; // ms for a sheet, and for a picture of which an older one is seen
const little = 250; // ms for a picture that is new; its place is kept in the page

const most = 4; // versions that may be passed over

let [coming, again, skipped] = [null, false, 0];
const hurry = []; // what ends all waiting, for there is something newer
const soon = (promise, longest = patience) => {
  const enough = new Promise((done) => hurry.push(done) && setTimeout(done, longest));
  return Promise.race([promise, enough]).catch(() => {});
};

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
const decode = async ({ near, fresh, isNew }) => {
  const box = near.getBoundingClientRect?.();
  if (!box?.width || box.bottom < 0 || box.top > innerHeight) return null;
  const copy = document.importNode(fresh, true);
  const image = copy.matches("img") ? copy : copy.querySelector("img");
  for (const one of [copy, ...copy.querySelectorAll("[sizes]")]) {
    if (one.sizes?.startsWith("auto")) one.sizes = `${box.width}px`;
  }
  image.loading = "eager";
  await soon(image.decode(), isNew ? little : patience);
  return copy;
};

// Fails when nobody answers.
const load = () => fetch(told.url, { cache: "no-store", headers: { Accept: "text/html" } });

const parsed = async (answer) => {
  const text = await answer.text();
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  return isPage ? new DOMParser().parseFromString(text, "text/html") : null;
};

// Shows another version of the page; not where a newer one is waited for, unless that goes on.
const show = async (fresh) => {
  const { data, dock } = take(fresh);
  const plan = compare(source, fresh.documentElement);
  const decoded = Promise.all(plan.pictures.map(decode));
  await Promise.all([...plan.sheets.map(sheet), decoded]);
  if (again && ++skipped < most) return plan.sheets.forEach(({ sheet }) => sheet.remove());
  skipped = 0;
  const { activeElement: focused } = document;
  plan.apply();
  if (!focused.isConnected && focused.id) {
    document.getElementById(focused.id)?.focus({ preventScroll: true });
  }
  const isOther = data.key !== told.key;
  Object.assign(told, { key: "", lists: "", editor: "" }, data);
  dress(dock);
  if (isOther) tell(fresh.title);
  requestAnimationFrame(() => decoded);
};

const bring = async () => {
  const answer = await load();
  // It has another address by now, as the site's base URL is another one.
  if (answer.redirected) return location.replace(answer.url + location.hash);
  const fresh = await parsed(answer);
  try {
    await show(fresh);
  } catch (error) {
    if (!(error instanceof Reload)) console.error(error);
    location.reload(); // the browser keeps the scroll position
  }
};

// Fetches the page and shows it, one time after the other; whatever is asked for meanwhile is one
// more. Fails when nobody answers.
export const refresh = () => {
  again = !!coming;
  for (const done of hurry.splice(0)) done();
  coming ??= (async () => {
    try {
      do {
        again = false;
        await bring();
      } while (again);
    } finally {
      coming = null;
    }
  })();
  return coming;
};

// Shows what has this key, unless that is shown: an older message may come with a newer page.
export const bringTo = (key) => (coming || key !== told.key ? refresh() : null);
