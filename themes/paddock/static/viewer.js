// The viewer: a gallery's photos, one at a time, over the page from which they were opened.
//
// It needs of a page:
//   a[data-photo]               a link from a picture to its photo's page, wherever it is; the
//                               photo's gallery is the folder above
//   [data-gallery][data-title]  on the gallery's page, round all its photos in order; beside each
//                               a[data-photo] > picture a template with the words under it
//   template#viewer             the dialog in the reader's language, and the script of zooming
// Where something is missing or fails the link is followed. The address is always that of the
// photo's page: to share or reload it leads there.
{
  const kit = document.importNode(document.getElementById("viewer").content, true);
  const [dialog, zooming] = ["dialog", "script"].map((name) => kit.querySelector(name));
  document.body.append(dialog);
  const part = (selector) => dialog.querySelector(selector);
  const stage = part(".stage");
  const root = document.documentElement;
  const slides = new Map(); // by index of the photo
  const spare = navigator.connection?.saveData;
  let gallery = null; // { title, links } while the viewer is open
  let at, opener, title, wanted;

  // Galleries: of this page, or fetched from theirs.

  const folder = (link) => new URL("..", link).href;

  const read = (page, address) => {
    const box = page.querySelector("[data-gallery]");
    if (!box || new URL(box.dataset.gallery, address).href !== address) return null;
    const links = [...box.querySelectorAll("a[data-photo]:has(picture)")];
    return { title: box.dataset.title, links };
  };

  const load = async (address) => {
    const here = read(document, address);
    if (here) return here;
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) });
    return read(new DOMParser().parseFromString(await answer.text(), "text/html"), address);
  };

  const loaded = new Map();
  const find = (address) => {
    if (!zooming.isConnected) document.body.append(zooming); // 2 kB for those who will look
    if (!loaded.has(address)) {
      const coming = load(address);
      loaded.set(address, coming);
      coming.catch(() => loaded.delete(address)); // the next try may succeed
    }
    return loaded.get(address);
  };

  // Slides: the photo seen and its neighbours. What the page shows of a photo stands in for it
  // until it can be painted, so nothing flashes.

  const onPage = (href) => {
    const all = [...document.querySelectorAll("a[data-photo]")].filter((a) => a.href === href);
    return all.find((a) => a === opener || opener?.closest("ul, ol")?.contains(a)) ?? all[0];
  };

  const slide = (index) => {
    const box = document.createElement("div");
    box.className = "slide";
    const shot = box.appendChild(document.createElement("div"));
    shot.className = "shot";
    const link = gallery.links[index];
    const picture = document.importNode(link.querySelector("picture"), true);
    const image = picture.querySelector("img");
    const ratio = image.getAttribute("width") / image.getAttribute("height");
    for (const one of picture.querySelectorAll("[sizes]")) one.sizes = `min(100vw, 100vh * ${ratio})`;
    image.loading = "eager";
    image.fetchPriority = index === at ? "high" : "low";
    const most = Math.max(...image.srcset.match(/ \d+(?=w)/g));
    shot.style.aspectRatio = ratio;
    shot.style.inlineSize = `min(100cqi, 100cqb * ${ratio}, ${most}px)`;
    shot.append(picture);
    const seen = onPage(link.href)?.querySelector("img");
    if (seen?.complete && seen.currentSrc) {
      const thumb = shot.appendChild(new Image());
      thumb.alt = "";
      thumb.src = seen.currentSrc;
      const lift = () => thumb.remove();
      image.addEventListener("load", () => image.decode().then(lift, lift), { once: true });
    }
    return stage.appendChild(box);
  };

  const place = () => {
    for (const index of spare ? [at] : [at, at + 1, at - 1]) {
      if (gallery.links[index] && !slides.has(index)) slides.set(index, slide(index));
    }
    for (const [index, box] of slides) {
      box.style.setProperty("--at", index - at);
      box.inert = index !== at;
      if (Math.abs(index - at) > 2) {
        box.remove();
        slides.delete(index);
      }
    }
  };

  const show = (index) => {
    at = index;
    place();
    const { links } = gallery;
    const values = { title: gallery.title, number: at + 1, total: links.length };
    const fill = (text) => text.replace(/{(\w+)}/g, (all, name) => values[name] ?? all);
    const { alt } = links[at].querySelector("img");
    const words = links[at].parentNode.querySelector("template");
    part(".words").replaceChildren(words ? document.importNode(words.content, true) : alt);
    part(".now").textContent = fill(dialog.dataset.at);
    part(".now + .hush").textContent = alt;
    part(".page").href = links[at];
    part("[data-do=back]").ariaDisabled = at === 0;
    part("[data-do=on]").ariaDisabled = at === links.length - 1;
    dialog.style.setProperty("--share", values.number / values.total);
    document.title = fill(dialog.dataset.name);
    dialog.dispatchEvent(new Event("show"));
  };

  const move = (to) => {
    const link = gallery.links[to];
    if (!link) return;
    show(to);
    history.replaceState({ photo: link.href }, "", link);
  };

  // Opening and closing follow the history: Back closes, Forward opens again.

  const morph = (from, change) => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!document.startViewTransition || still || !from) return change();
    const name = (it, value) => it && (it.style.viewTransitionName = value);
    let to;
    name(from, "photo");
    const { ready, finished, updateCallbackDone } = document.startViewTransition(() => {
      name(from, "");
      to = change();
      name(to, "photo");
    });
    ready.catch(() => {}); // in a hidden tab, say
    finished.finally(() => name(to, ""));
    return updateCallbackDone;
  };

  const open = async (href, link) => {
    wanted = href;
    const found = await find(folder(href));
    if (wanted !== href) return; // another was asked for meanwhile
    const index = found.links.findIndex((a) => a.href === href);
    if (index < 0) throw new Error(`${href} is not in its gallery`);
    if (gallery) {
      gallery = found;
      return show(index);
    }
    [gallery, title, opener] = [found, document.title, link ?? onPage(href)];
    if (link) history.pushState({ photo: href }, "", href);
    await morph(opener?.querySelector("img"), () => {
      part("h2").textContent = gallery.title;
      // The page does not scroll now; where its scroll bar took room, the room stays.
      root.style.scrollbarGutter = innerWidth > root.clientWidth ? "stable" : "";
      dialog.showModal();
      show(index);
      return slides.get(at).firstChild;
    });
  };

  const close = () => {
    if (!gallery) return;
    const last = onPage(gallery.links[at]?.href) ?? opener;
    morph(slides.get(at)?.firstChild, () => {
      dialog.close();
      root.style.scrollbarGutter = "";
      stage.replaceChildren();
      slides.clear();
      gallery = null;
      document.title = title;
      last?.focus({ preventScroll: true });
      last?.scrollIntoView({ block: "nearest" });
      return last?.querySelector("img");
    });
  };

  // Once: a double click must not leave the page as well.
  let leaving = false;
  const leave = () => {
    if (leaving || !history.state?.photo) return;
    leaving = true;
    history.back();
  };

  const follow = () => {
    leaving = false;
    if (history.state?.photo) open(history.state.photo).catch(() => location.reload());
    else close();
  };
  addEventListener("popstate", () => setTimeout(follow)); // when the page has its scroll back
  addEventListener("pageshow", (event) => event.persisted && follow());
  addEventListener("beforeprint", () => dialog.close());
  dialog.addEventListener("close", leave);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });

  const linkOf = (event) => event.target.closest("a[data-photo]");
  const changed = (event) => event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link || event.defaultPrevented || event.button || changed(event)) return;
    event.preventDefault();
    open(link.href, link).catch(() => (location = link));
  });
  for (const sign of ["pointerover", "focusin"]) {
    document.addEventListener(sign, (event) => {
      const link = linkOf(event);
      if (link && !spare) find(folder(link)).catch(() => {});
    });
  }

  // `carblog serve` has put another version of the page in place.
  document.addEventListener("carblog:refreshed", ({ detail }) => {
    loaded.clear();
    if (!gallery) return;
    title = detail.title;
    stage.replaceChildren();
    slides.clear();
    open(gallery.links[at].href).catch(leave);
  });

  // Buttons and keys; viewer-zoom.js has those of zooming, and the fingers.

  const acts = { close: leave, back: () => move(at - 1), on: () => move(at + 1) };
  dialog.addEventListener("click", (event) => acts[event.target.closest("[data-do]")?.dataset.do]?.());

  const way = document.dir === "rtl" ? -1 : 1;
  const keys = {
    ArrowLeft: () => move(at - way),
    ArrowRight: () => move(at + way),
    Home: () => move(0),
    End: () => move(gallery.links.length - 1),
  };
  dialog.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || changed(event) || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  follow(); // the reader may have gone forward before this ran
}
