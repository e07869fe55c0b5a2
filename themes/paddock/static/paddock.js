// Two comforts; nothing needs them to be read. Videos play in place, and only then is their
// provider asked for anything; arrow keys and swipes turn the photos of a gallery.
{
  const play = (box, at) => {
    const url = new URL(box.dataset.embed);
    const vimeo = url.host.endsWith("vimeo.com");
    url.searchParams.set("autoplay", "1");
    if (vimeo) url.searchParams.set("dnt", "1");
    if (at && vimeo) url.hash = `t=${at}s`;
    else if (at) url.searchParams.set("start", at);
    const frame = document.createElement("iframe");
    frame.title = box.dataset.title;
    frame.allow = "accelerometer; autoplay; encrypted-media; gyroscope; picture-in-picture";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.src = url;
    box.replaceChildren(frame);
    frame.focus();
  };

  // "95", "95s", "1m35s" and "1:35" are the same moment.
  const seconds = (moment) => {
    const clock = /^(?:(\d+):)?(\d+):(\d\d)$/.exec(moment);
    const words = clock || /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(moment);
    return words ? words.slice(1).reduce((sum, part) => sum * 60 + Number(part || 0), 0) : 0;
  };

  const asked = seconds(new URLSearchParams(location.search).get("t") || "");

  document.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest(".play, [data-film]");
    const box = link && (link.closest(".film-box") || document.getElementById(link.dataset.film));
    if (!box || !box.dataset.embed) return;
    event.preventDefault();
    box.scrollIntoView({ block: "nearest" });
    play(box, Number(link.dataset.at) || asked);
  });

  // Photos have pages of their own: arrow keys and swipes turn them.
  if (document.body.dataset.page === "photo") {
    const ways = document.dir === "rtl" ? ["next", "prev"] : ["prev", "next"];
    const turn = (on) => document.querySelector(`.turn [rel=${ways[on]}]`)?.click();

    document.addEventListener("keydown", (event) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
      const on = ["ArrowLeft", "ArrowRight"].indexOf(event.key);
      if (on >= 0) turn(on);
    });

    let from = null; // where the only finger went down
    const plate = document.querySelector(".plate figure");
    plate?.addEventListener("touchstart", ({ touches }) => {
      from = touches.length === 1 && visualViewport.scale === 1 ? touches[0] : null;
    }, { passive: true });
    plate?.addEventListener("touchend", ({ changedTouches: [to] }) => {
      const [far, down] = from ? [to.clientX - from.clientX, to.clientY - from.clientY] : [0, 0];
      if (Math.abs(far) > Math.max(60, 2 * Math.abs(down))) turn(far < 0 ? 1 : 0);
    });

    // When the viewer's address was reloaded, the browser takes this page and the one behind it
    // for one document: Back would change the address only.
    const own = location.pathname;
    addEventListener("popstate", () => location.pathname !== own && location.reload());
  }
}
