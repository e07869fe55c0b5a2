// Files that changed under the name they have, from the site's `static/`: no page changes with
// them, so they are asked for again by another address. Files of themes and photos have names by
// their content, and come with their page.

let number = 0;
const url = (address) => new URL(address, document.baseURI);
const isOf = (address, paths) => paths.map((path) => url(path).pathname).includes(url(address).pathname);
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

// Decoded first, so that the old one is seen until then.
const swapPicture = async (image) => {
  const copy = new Image();
  copy.src = anew(image.src);
  await copy.decode().catch(() => {});
  image.src = copy.src;
};

export const swapPictures = (paths) => {
  const images = [...document.images].filter(({ src }) => src && isOf(src, paths));
  return Promise.all(images.map(swapPicture));
};
