// Two comforts; nothing needs them to be read. Videos play in place, and only then is their
// provider asked for anything; arrow keys turn the pages of a gallery.
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

  document.addEventListener("keydown", (event) => {
    if (document.body.dataset.page !== "photo") return;
    if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
    const [back, on] = document.dir === "rtl" ? ["next", "prev"] : ["prev", "next"];
    const way = { ArrowLeft: back, ArrowRight: on }[event.key];
    const link = way && document.querySelector(`.turn [rel=${way}]`);
    if (link) location.href = link.href;
  });

  // When the viewer's address was reloaded, the browser takes this photo's page and the page behind
  // it for one document: Back would change the address only.
  if (document.body.dataset.page === "photo") {
    const own = location.pathname;
    addEventListener("popstate", () => location.pathname !== own && location.reload());
  }
}
