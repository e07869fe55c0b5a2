// Files that changed under the name they have, from the site's `static/`, and pictures that failed:
// no page changes with them, so they are asked for again by another address. Files of themes and
// photos have names by their content, and come with their page.

let number = 0;
const own = new URL(".", import.meta.url).pathname;
const url = (address) => new URL(address, document.baseURI);
const isOf = (address, paths) => {
  const { origin, pathname } = url(address);
  return paths
    ? paths.some((path) => url(path).pathname === pathname)
    : origin === location.origin && !pathname.startsWith(own);
};
const anew = (address) => {
  const other = url(address);
  other.searchParams.set("carblog", ++number);
  return other.href;
};
const loaded = (link) => new Promise((done) => (link.onload = link.onerror = done));

// A copy with the new rules stands beside it until it has them too: no moment is without style.
const swapSheet = async (sheet) => {
  const copy = sheet.cloneNode();
  copy.href = anew(sheet.href);
  sheet.after(copy);
  await loaded(copy);
  sheet.href = copy.href;
  await loaded(sheet);
  copy.remove();
};

export const swapSheets = (paths) => {
  const sheets = [...document.querySelectorAll("link[rel~=stylesheet][href]")];
  return Promise.all(sheets.filter(({ href }) => isOf(href, paths)).map(swapSheet));
};

// What a picture is shown from: itself, and what its <picture> offers.
const offers = (image) => [image, ...(image.closest("picture")?.querySelectorAll("source") ?? [])];
const candidate = /(^|,\s)(\s*)(\S*[^\s,])/g; // `a.jpg 1x, b.jpg 2x`
const addresses = ({ src, srcset }) =>
  [src, ...[...srcset.matchAll(candidate)].map(([, , , address]) => address)].filter(Boolean);

// Decoded first, so that the old one is seen until then.
const swapPicture = async (image, paths) => {
  const fresh = new Map();
  const other = (address) => {
    const { href } = url(address);
    if (!isOf(href, paths)) return address;
    if (!fresh.has(href)) fresh.set(href, anew(href));
    return fresh.get(href);
  };
  const copy = new Image();
  copy.src = other(image.currentSrc || image.src);
  await copy.decode().catch(() => {});
  for (const each of offers(image)) {
    const set = each.srcset.replace(candidate, (_, comma, space, address) => comma + space + other(address));
    if (set !== each.srcset) each.srcset = set;
  }
  if (image.src) image.src = other(image.src);
};

export const swapPictures = (paths) => {
  const isMeant = (offer) => addresses(offer).some((address) => isOf(address, paths));
  const images = [...document.images].filter((image) => offers(image).some(isMeant));
  return Promise.all(images.map((image) => swapPicture(image, paths)));
};

// All that may have changed, when nobody knows what has. Photos have names by their content.
export const swapAll = () => {
  const plain = [...document.images].filter((image) => offers(image).every(({ srcset }) => !srcset));
  const pictures = plain.map(({ src }) => url(src).pathname);
  return Promise.all([swapSheets(), swapPictures(pictures)]);
};
