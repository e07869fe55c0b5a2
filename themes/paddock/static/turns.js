// What turns under a finger: before and after, and a turn around a car. Each is a range, so that
// keys and speech work as they do everywhere on the reader's system.
//
//   .compare > .sides > .side, .side, input[type=range][data-at="… {share} …"]
//   .spin > .turntable > picture, template of all frames; and input[type=range][data-at="… {angle} …"]
{
  const slop = 6; // pixels; less may be the start of a scroll
  const way = document.dir === "rtl" ? -1 : 1;

  // `show` is told of every new value; `turn` says the value for a drag of so many widths.
  const range = (input, area, show, turn) => {
    let from = null;
    const drag = (event) => {
      if (!from) return;
      from.goes ||= event.type === "pointerup" || Math.abs(event.clientX - from.x) > slop;
      if (!from.goes) return;
      const box = area.getBoundingClientRect();
      const by = ((event.clientX - from.x) * way) / box.width;
      const along = way > 0 ? event.clientX - box.left : box.right - event.clientX;
      input.value = turn(from.value, by, along / box.width);
      show();
    };
    area.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      area.setPointerCapture(event.pointerId);
      from = { x: event.clientX, value: Number(input.value) };
      input.focus({ preventScroll: true });
    });
    area.addEventListener("pointermove", drag);
    area.addEventListener("pointerup", drag);
    for (const end of ["pointerup", "pointercancel"]) {
      area.addEventListener(end, () => (from = null));
    }
    // Else the press would drag the picture away, and take the focus from the range.
    area.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("input", show);
    input.hidden = false;
    show();
  };

  for (const sides of document.querySelectorAll(".sides")) {
    const input = sides.querySelector("input");
    const show = () => {
      sides.style.setProperty("--share", input.value / 100);
      input.ariaValueText = input.dataset.at.replace("{share}", input.value);
    };
    range(input, sides, show, (value, by, along) => along * 100);
  }

  for (const table of document.querySelectorAll(".turntable")) {
    const input = table.parentNode.querySelector("input");
    const pictures = table.querySelector("template").content.querySelectorAll("picture");
    const frames = [table.querySelector("picture")]; // by number; those that have come
    const count = pictures.length;

    const show = () => {
      let nearest = Number(input.value);
      while (!frames[nearest]) nearest--;
      table.querySelector(".seen")?.classList.remove("seen");
      frames[nearest].classList.add("seen");
      const angle = Math.round((input.value * 360) / count);
      input.ariaValueText = input.dataset.at.replace("{angle}", angle);
    };

    const bring = async (number) => {
      const picture = document.importNode(pictures[number], true);
      for (const one of picture.querySelectorAll("[sizes]")) one.sizes = `${table.clientWidth}px`;
      const image = picture.querySelector("img");
      image.loading = "eager";
      image.decoding = "sync"; // else the car would be gone for a blink
      await new Promise((done) => (image.onload = image.onerror = done));
      if (!image.naturalWidth) return;
      frames[number] = picture;
      frames[0].after(picture);
      show();
    };

    // Every eighth frame first, so that the car turns before all have come.
    let asked = false;
    const load = async () => {
      if (asked) return;
      asked = true;
      for (const step of [8, 4, 2, 1]) {
        const fresh = (n) => n && n % step === 0 && (step === 8 || n % (2 * step));
        await Promise.all([...pictures.keys()].filter(fresh).map(bring));
      }
    };
    for (const touch of ["focus", "input"]) input.addEventListener(touch, load);

    // With Save-Data the frames wait for a touch, else until the car is in view.
    if (!navigator.connection?.saveData) {
      const seen = (entries) => entries.at(-1).isIntersecting && load();
      new IntersectionObserver(seen, { threshold: 0.4 }).observe(table);
    }

    // The width of the picture is one turn, and there is no end to it.
    range(input, table, show, (value, by) => (value + Math.round(by * count) + count) % count);
  }
}
