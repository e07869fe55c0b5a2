// The viewer under the hand: swipes turn, a pull down closes, two fingers or two taps zoom, and so
// do a button and the keys + - 0. Points are measured from the middle of the stage, in pixels.
{
  const dialog = document.querySelector(".viewer");
  const stage = dialog.querySelector(".stage");
  const button = (name) => dialog.querySelector(`[data-do=${name}]`);
  const way = document.dir === "rtl" ? -1 : 1;
  const turn = (far) => button(far * way > 0 ? "back" : "on");
  const closest = 5; // times
  let shot, scale = 1, x = 0, y = 0;

  const zoom = (to, [toX, toY] = [0, 0]) => {
    to = Math.min(Math.max(to, 1), closest);
    const held = (value, size, room) => {
      const most = Math.max(0, size * to - room) / 2;
      return Math.min(Math.max(value, -most), most);
    };
    x = held(toX - ((toX - x) * to) / scale, shot.offsetWidth, stage.clientWidth);
    y = held(toY - ((toY - y) * to) / scale, shot.offsetHeight, stage.clientHeight);
    scale = to;
    shot.style.transform = scale > 1 ? `translate(${x}px, ${y}px) scale(${scale})` : "";
    if (scale > 1) for (const one of shot.querySelectorAll("[sizes]")) one.sizes = "9999px"; // the largest
    stage.classList.toggle("near", scale > 1);
    button("zoom").ariaPressed = scale > 1;
  };
  const toggle = (point) => zoom(scale > 1 ? 1 : 2.5, point);
  const pan = (byX, byY) => {
    x += byX;
    y += byY;
    zoom(scale);
  };
  const reset = () => shot && zoom(1);

  const take = () => {
    reset();
    shot = stage.querySelector(".slide:not([inert]) .shot");
  };

  if (dialog.open) take();
  dialog.addEventListener("show", take);
  addEventListener("resize", reset);
  button("zoom").addEventListener("click", () => toggle());
  button("zoom").hidden = false;

  const step = 80; // pixels for an arrow key
  const arrows = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
  const times = { "+": 1.5, "=": 1.5, "-": 1 / 1.5, 0: 0 };
  dialog.addEventListener("keydown", (event) => {
    const { key } = event;
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (key in times) zoom(scale * times[key]);
    else if (scale > 1 && arrows[key]) pan(...arrows[key]);
    else return;
    event.preventDefault();
  }, { capture: true });

  const fingers = new Map(); // where each is
  let start = null; // of a gesture of one finger
  let tapped = { time: -1000 };
  const spot = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.x - box.width / 2, event.clientY - box.y - box.height / 2];
  };
  const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const drag = (byX, byY) => {
    stage.style.setProperty("--drag", `${byX}px`);
    stage.style.setProperty("--drop", `${byY}px`);
  };

  stage.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    stage.setPointerCapture(event.pointerId);
    stage.classList.add("held");
    const point = spot(event);
    fingers.set(event.pointerId, point);
    const beside = !event.target.closest(".shot");
    start = fingers.size === 1 ? { point, time: event.timeStamp, beside } : null;
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
      if (start.axis === "y") drag(0, Math.max(0, down));
      else drag(turn(far).ariaDisabled === "true" ? far / 3 : far, 0);
    }
  });

  const release = (event) => {
    const now = fingers.get(event.pointerId);
    if (!fingers.delete(event.pointerId) || fingers.size) return;
    stage.classList.remove("held");
    drag(0, 0);
    if (!start || event.type !== "pointerup") return;
    const { point, time, beside, axis } = start;
    const [far, down] = [now[0] - point[0], now[1] - point[1]];
    // Far enough is a quarter of the stage; less, but 30 px, for a flick of 0.4 px/ms.
    const flick = 0.4 * (event.timeStamp - time);
    const enough = (length, size) => length > Math.max(30, Math.min(size / 4, flick));
    if (axis === "x" && enough(Math.abs(far), stage.clientWidth)) turn(far).click();
    if (axis === "y" && enough(down, stage.clientHeight)) button("close").click();
    if (apart(now, point) > 8) return;
    const twice = event.timeStamp - tapped.time < 350 && apart(point, tapped.point) < 30;
    tapped = twice ? { time: -1000 } : { time: event.timeStamp, point };
    if (twice) toggle(point);
    else if (beside) button("close").click();
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
  stage.addEventListener("dragstart", (event) => event.preventDefault());

  let wheeled = 0;
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { deltaX, deltaY, timeStamp } = event;
    const fresh = timeStamp - wheeled > 200; // ms of rest between two swipes on a trackpad
    wheeled = timeStamp;
    if (event.ctrlKey) zoom(scale * Math.exp(-deltaY / 100), spot(event));
    else if (scale > 1) pan(-deltaX, -deltaY);
    else if (fresh && Math.abs(deltaX) > Math.abs(deltaY)) turn(-deltaX).click();
  }, { passive: false });
}
