// The preview in the browser: listens to what is told of the page that is shown, and does it.

import { reached } from "./dock.js";
import { recall, store } from "./memory.js";
import * as overlay from "./overlay.js";
import { bringTo, refresh, told } from "./page.js";
import { swapAll, swapPictures, swapSheets } from "./swap.js";

const pause = 500; // ms between two tries to reach the preview
const latest = "carblog.latest"; // the tab that was looked at last
const me = crypto.randomUUID?.() ?? String(Math.random());
let stream = null;
let { token, swaps } = told; // the preview that is known, and how many of its swaps

const swapping = (swap) => ({ paths, number }) => {
  swaps = number;
  return swap(paths);
};

const handlers = {
  page: ({ key }) => bringTo(key),
  style: swapping(swapSheets),
  picture: swapping(swapPictures),
  problems: ({ problems }) => (told.lists ? refresh() : overlay.show(problems)),
  navigate: ({ url }) => {
    const mayLead = (recall(latest) ?? me) === me; // one tab is led, not all of them
    if (mayLead && url !== told.url) location.assign(url);
  },
};

const connect = () => {
  stream?.close();
  const address = new URL("events", import.meta.url);
  address.search = new URLSearchParams({ token, page: told.url, key: told.key, swaps });
  stream = new EventSource(address);
  stream.onopen = () => reached(true);
  stream.onerror = lost;
  for (const [kind, handle] of Object.entries(handlers)) {
    stream.addEventListener(kind, async ({ data }) => {
      try {
        await handle(JSON.parse(data));
      } catch {
        lost(); // nobody answers
      }
    });
  }
};

const leave = () => {
  stream?.close();
  stream = null;
};

// It was ended, or started again with another token: the page itself tells which.
let trying = null;
const lost = () => {
  leave();
  reached(false);
  trying ??= setTimeout(async () => {
    trying = null;
    try {
      await refresh();
      if (token !== told.token) {
        ({ token, swaps } = told);
        swapAll(); // another preview, which does not know what changed before it
      }
      connect();
    } catch {
      lost();
    }
  }, pause);
};

// A browser opens six connections to a host, and pages need some of them: of the tabs that are
// hidden only the one that was looked at last goes on listening. The others catch up when they are
// seen, by their key.
const look = () => {
  store(latest, me);
  if (!stream && !trying) connect();
};
addEventListener("storage", ({ key }) => key === latest && document.hidden && leave());
document.addEventListener("visibilitychange", () => !document.hidden && look());
addEventListener("focus", look);
addEventListener("pagehide", leave);
addEventListener("pageshow", ({ persisted }) => persisted && look());

if (document.hidden) connect();
else look();
