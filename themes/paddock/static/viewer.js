// The viewer: a gallery's photos, one at a time, over the page from which they were opened.
//
// It needs of a page:
//   a[data-photo]               a link from a picture to its photo's page, anywhere; the photo's
//                               gallery is the folder above that page
//   [data-gallery][data-title]  on the gallery's page, round all its photos in their order, each
//                               a[data-photo] > picture, beside it a template with its words
//   template#viewer             the dialog, in the language of the reader
// Where something is missing, fails, or takes too long, the link is followed as if there were no
// viewer. The address is always that of the photo's page, so what is shared or reloaded is that.
{
  const dialog = document
    .importNode(document.getElementById("viewer").content, true)
    .querySelector("dialog");
  document.body.append(dialog);
  const part = (selector) => dialog.querySelector(selector);
  const stage = part(".stage");
  const way = document.dir === "rtl" ? -1 : 1;
  const spare = navigator.connection?.saveData;
  const wait = 5000; // ms until a gallery's page is given up
  const closest = 5; // times

  const slides = new Map(); // index of a photo → { box, shot, picture }
  let gallery = null; // { title, links }; null: the viewer is closed
  let at, opener, title;
  let scale = 1, x = 0, y = 0;

  // Galleries: on this page, or fetched from theirs.

  const folder = (href) => new URL("..", href).href;

  const read = (page, address) => {
    const box = page.querySelector("[data-gallery]");
    if (!box || new URL(box.dataset.gallery, address).href !== address) return null;
    const links = [...box.querySelectorAll("a[data-photo]")].filter((a) => a.querySelector("picture"));
    return { title: box.dataset.title, links };
  };

  const load = async (address) => {
    const here = read(document, address);
    if (here) return here;
    const answer = await fetch(address, { signal: AbortSignal.timeout(wait) });
    if (!answer.ok) throw new Error(answer.statusText);
    return read(new DOMParser().parseFromString(await answer.text(), "text/html"), address);
  };

  const known = new Map();
  const find = (address) => {
    if (!known.has(address)) known.set(address, load(address));
    return known.get(address);
  };

  // Slides: the photo seen and its neighbours. What the page shows of a photo stands in for it
  // until it can be painted, so nothing flashes.

  const onPage = (href) => {
    const same = (a) => a.href === href;
    const near = opener?.closest("ul, ol")?.querySelectorAll("a[data-photo]") ?? [];
    return [opener, ...near, ...document.querySelectorAll("a[data-photo]")].find((a) => a && same(a));
  };

  const fit = (picture, sizes) => {
    for (const one of picture.querySelectorAll("[sizes]")) one.sizes = sizes;
  };

  const slide = (index) => {
    const [box, shot] = ["slide", "shot"].map((name) => {
      const made = document.createElement("div");
      made.className = name;
      return made;
    });
    const picture = document.importNode(gallery.links[index].querySelector("picture"), true);
    const image = picture.querySelector("img");
    const [width, height] = ["width", "height"].map((name) => Number(image.getAttribute(name)));
    fit(picture, `min(100vw, 100vh * ${width / height})`);
    image.loading = "eager";
    image.fetchPriority = index === at ? "high" : "low";
    shot.style.setProperty("--ratio", width / height);
    shot.style.setProperty("--most", `${width}px`);
    const seen = onPage(gallery.links[index].href)?.querySelector("img");
    if (seen?.complete && seen.currentSrc) {
      const thumb = new Image();
      thumb.src = seen.currentSrc;
      thumb.alt = image.alt;
      shot.append(thumb);
      const swap = () => thumb.replaceWith(picture);
      image.addEventListener("load", () => image.decode().then(swap, swap), { once: true });
    } else {
      shot.append(picture);
    }
    box.append(shot);
    stage.append(box);
    return { box, shot, picture };
  };

  const place = () => {
    for (const [index, { box }] of slides) {
      if (Math.abs(index - at) > 2) {
        box.remove();
        slides.delete(index);
      }
    }
    for (const index of spare ? [at] : [at, at + 1, at - 1]) {
      if (gallery.links[index] && !slides.has(index)) slides.set(index, slide(index));
    }
    for (const [index, { box }] of slides) {
      box.style.setProperty("--at", index - at);
      box.inert = index !== at;
    }
  };

  const show = (index) => {
    if (!gallery.links[index]) return;
    zoom(1);
    at = index;
    place();
    const link = gallery.links[at];
    const words = link.parentNode.querySelector("template");
    const { alt } = link.querySelector("img");
    const values = { title: gallery.title, number: at + 1, total: gallery.links.length };
    const fill = (text) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
    const more = document.createElement("span");
    more.className = "hush";
    more.textContent = ` ${alt}`;
    part("[role=status]").replaceChildren(fill(dialog.dataset.at), more);
    part(".words").replaceChildren(words ? document.importNode(words.content, true) : alt);
    part(".page").href = link.href;
    part("[data-do=back]").setAttribute("aria-disabled", at === 0);
    part("[data-do=on]").setAttribute("aria-disabled", at === gallery.links.length - 1);
    dialog.style.setProperty("--share", (at + 1) / gallery.links.length);
    document.title = fill(dialog.dataset.name);
  };

  const move = (to) => {
    show(to);
    history.replaceState({ photo: gallery.links[at].href }, "", gallery.links[at].href);
  };

  // Opening and closing follow the history: Back closes, Forward opens again.

  const morph = (from, change) => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!document.startViewTransition || still || !from) return change();
    let to;
    from.style.viewTransitionName = "photo";
    const transition = document.startViewTransition(() => {
      from.style.viewTransitionName = "";
      to = change();
      if (to) to.style.viewTransitionName = "photo";
    });
    transition.ready.catch(() => {});
    transition.finished.finally(() => to && (to.style.viewTransitionName = ""));
    return transition.updateCallbackDone;
  };

  const open = async (href, link) => {
    const found = await find(folder(href));
    const index = found.links.findIndex((a) => a.href === href);
    if (index < 0) throw new Error(href);
    if (gallery) return show(index);
    [gallery, title] = [found, document.title];
    opener = link ?? onPage(href);
    if (link) history.pushState({ photo: href }, "", href);
    await morph(opener?.querySelector("img"), () => {
      part("#viewer-title").textContent = gallery.title;
      dialog.showModal();
      show(index);
      return slides.get(at).shot;
    });
  };

  const close = () => {
    if (!gallery) return;
    const last = onPage(gallery.links[at].href) ?? opener;
    morph(slides.get(at).shot, () => {
      dialog.close();
      stage.replaceChildren();
      slides.clear();
      document.title = title;
      gallery = null;
      last?.focus({ preventScroll: true });
      last?.scrollIntoView({ block: "nearest", behavior: "instant" });
      return last?.querySelector("img");
    });
  };

  const leave = () => history.back();

  const follow = () => {
    if (!history.state?.photo) close();
    else open(history.state.photo).catch(() => location.reload());
  };

  // After the browser has put the page back to where it was scrolled.
  addEventListener("popstate", () => setTimeout(follow));
  addEventListener("pageshow", (event) => event.persisted && follow());
  addEventListener("beforeprint", () => dialog.close());
  dialog.addEventListener("close", () => history.state?.photo && leave());
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-photo]");
    if (!link || event.defaultPrevented || event.button) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link.href, link).catch(() => (location.href = link.href));
  });
  for (const sign of ["pointerover", "focusin"]) {
    document.addEventListener(sign, (event) => {
      const link = event.target.closest("a[data-photo]");
      if (link && !spare) find(folder(link.href)).catch(() => {});
    });
  }

  // Zoom and pan. Points are measured from the middle of the stage, in CSS pixels.

  const zoom = (to, [toX, toY] = [0, 0]) => {
    if (!slides.has(at)) return;
    const { shot, picture } = slides.get(at);
    const target = Math.min(Math.max(to, 1), closest);
    const within = (value, size, room) => {
      const most = Math.max(0, size * target - room) / 2;
      return Math.min(Math.max(value, -most), most);
    };
    x = within(toX - ((toX - x) * target) / scale, shot.offsetWidth, stage.clientWidth);
    y = within(toY - ((toY - y) * target) / scale, shot.offsetHeight, stage.clientHeight);
    scale = target;
    const near = scale > 1;
    shot.style.transform = near ? `translate(${x}px, ${y}px) scale(${scale})` : "";
    if (near) fit(picture, "9999px");
    stage.classList.toggle("near", near);
    part("[data-do=zoom]").setAttribute("aria-pressed", near);
  };
  const toggle = (point) => zoom(scale > 1 ? 1 : 2.5, point);
  const pan = (byX, byY) => {
    x += byX;
    y += byY;
    zoom(scale);
  };
  addEventListener("resize", () => zoom(1));

  // Buttons and keys.

  const acts = {
    zoom: () => toggle(),
    close: leave,
    back: () => move(at - 1),
    on: () => move(at + 1),
  };
  dialog.addEventListener("click", (event) => acts[event.target.closest("[data-do]")?.dataset.do]?.());

  const step = 80; // pixels that an arrow key moves what is zoomed
  const keys = {
    ArrowLeft: () => (scale > 1 ? pan(step, 0) : move(at - way)),
    ArrowRight: () => (scale > 1 ? pan(-step, 0) : move(at + way)),
    ArrowUp: () => pan(0, step),
    ArrowDown: () => pan(0, -step),
    Home: () => move(0),
    End: () => move(gallery.links.length - 1),
    "+": () => zoom(scale * 1.5),
    "=": () => zoom(scale * 1.5),
    "-": () => zoom(scale / 1.5),
    0: () => zoom(1),
  };
  dialog.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  // Fingers and mice: a drag turns, a drag down closes, two fingers zoom, two taps too.

  const fingers = new Map(); // id of a pointer → where it is
  const spot = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.x - box.width / 2, event.clientY - box.y - box.height / 2];
  };
  const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const drag = (byX, byY) => {
    stage.style.setProperty("--drag", `${byX}px`);
    stage.style.setProperty("--drop", `${byY}px`);
  };
  let start = null; // of a drag or tap with one finger: { point, time, onPhoto, axis }
  let tapped = { time: -1000 };

  stage.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    stage.setPointerCapture(event.pointerId);
    stage.classList.add("held");
    const point = spot(event);
    fingers.set(event.pointerId, point);
    const onPhoto = event.target.closest(".shot");
    start = fingers.size === 1 ? { point, time: event.timeStamp, onPhoto } : null;
    if (!start) drag(0, 0);
  });

  stage.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = spot(event);
    fingers.set(event.pointerId, now);
    const [byX, byY] = [now[0] - before[0], now[1] - before[1]];
    if (fingers.size === 2) {
      const [a, b] = fingers.values();
      const other = a === now ? b : a;
      pan(byX / 2, byY / 2);
      zoom((scale * apart(now, other)) / apart(before, other), [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
    } else if (scale > 1) {
      pan(byX, byY);
    } else if (start && (start.axis || apart(now, start.point) > 8)) {
      const [far, down] = [now[0] - start.point[0], now[1] - start.point[1]];
      start.axis ??= Math.abs(far) > Math.abs(down) ? "x" : "y";
      const end = !gallery.links[at - Math.sign(far) * way];
      if (start.axis === "x") drag(end ? far / 3 : far, 0);
      else drag(0, Math.max(0, down));
    }
  });

  const release = (event) => {
    const now = fingers.get(event.pointerId);
    if (!fingers.delete(event.pointerId) || fingers.size) return;
    stage.classList.remove("held");
    const from = start;
    start = null;
    if (from && event.type === "pointerup") {
      const [far, down] = [now[0] - from.point[0], now[1] - from.point[1]];
      const quick = 0.4 * (event.timeStamp - from.time); // pixels at 0.4 px/ms
      const enough = (length, size) => length > 30 && length > Math.min(size / 4, quick);
      if (from.axis === "y" && enough(down, stage.clientHeight)) return leave();
      if (from.axis === "x" && enough(Math.abs(far), stage.clientWidth)) move(at - Math.sign(far) * way);
      else if (!from.axis && apart(now, from.point) < 8) tap(event, now, from.onPhoto);
    }
    drag(0, 0);
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);

  const tap = ({ timeStamp: time }, point, onPhoto) => {
    const twice = time - tapped.time < 350 && apart(point, tapped.point) < 30;
    tapped = twice ? { time: -1000 } : { time, point };
    if (twice) toggle(point);
    else if (!onPhoto) leave();
  };

  let wheeled = 0;
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { deltaX, deltaY, timeStamp } = event;
    const fresh = timeStamp - wheeled > 200; // ms of rest between two swipes on a trackpad
    wheeled = timeStamp;
    if (event.ctrlKey) zoom(scale * Math.exp(-deltaY / 100), spot(event));
    else if (scale > 1) pan(-deltaX, -deltaY);
    else if (fresh && Math.abs(deltaX) > Math.abs(deltaY)) move(at + Math.sign(deltaX) * way);
  }, { passive: false });
  stage.addEventListener("dragstart", (event) => event.preventDefault());
}
