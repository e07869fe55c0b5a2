// Which children of a node are still there, which are gone, and which are new.
//
// Those at both ends that are the same, then those that are there once and the same, in order; what
// lies between two of these is paired as it comes. Nothing is found twice, and nothing changes
// places.

// What a node is, with what templates in it hold (`isEqualNode` would not look into these).
export const text = (node) => node.outerHTML ?? `${node.nodeType}${node.data}`;

// Those that may become one another: elements of a name and id. Scripts and sheets must be new.
const isAlike = (one, other) =>
  one.nodeName === other.nodeName &&
  one.id === other.id &&
  !(one.localName === "link" && one.rel !== other.rel) &&
  !(one.localName === "link" && one.relList.contains("stylesheet")) &&
  !(one.localName === "script" && !one.type.endsWith("json"));

// `old` and `now` are lists of nodes. Gives `kept` [old, now], `gone` [old, …] and `added`
// [now, before]: `before` is the node before it, an old one where that is kept, or null.
export const align = (old, now) => {
  const [olds, nows] = [old.map(text), now.map(text)];
  const partner = new Map(); // index in now → index in old
  let [start, end] = [0, 0];
  const least = Math.min(old.length, now.length);
  while (start < least && olds[start] === nows[start]) partner.set(start, start++);
  while (end < least - start && olds.at(-1 - end) === nows.at(-1 - end)) {
    end++;
    partner.set(now.length - end, old.length - end);
  }
  const middle = (list) => list.slice(start, list.length - end);
  for (const [i, j] of common(middle(olds), middle(nows))) partner.set(start + j, start + i);
  pairAlike(old, now, partner);

  const stays = new Set(partner.values());
  const gone = old.filter((_, i) => !stays.has(i));
  const [kept, added] = [[], []];
  let before = null;
  for (const [j, node] of now.entries()) {
    const mate = old[partner.get(j)];
    if (mate) kept.push([mate, node]);
    else added.push([node, before]);
    before = mate ?? node;
  }
  return { kept, gone, added };
};

// What changed between two that are the same is paired in order.
const pairAlike = (old, now, partner) => {
  let i = 0;
  const taken = new Set(partner.values());
  for (const [j, node] of now.entries()) {
    if (partner.has(j)) {
      i = partner.get(j) + 1;
      continue;
    }
    let at = i;
    while (at < old.length && !taken.has(at) && !isAlike(old[at], node)) at++;
    if (at < old.length && !taken.has(at)) {
      partner.set(j, at);
      i = at + 1;
    }
  }
};

// Pairs of indices of what both lists have just once, in the order of both: as many as there can
// be (patience sorting, n log n).
const common = (one, other) => {
  const places = (list) => {
    const found = new Map(); // text → index; null of what is there more often
    for (const [at, each] of list.entries()) found.set(each, found.has(each) ? null : at);
    return found;
  };
  const there = places(other);
  const tops = []; // of piles: { i, j, below }
  for (const [each, i] of places(one)) {
    const j = there.get(each) ?? null;
    if (i === null || j === null) continue;
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tops[middle].j < j) low = middle + 1;
      else high = middle;
    }
    tops[low] = { i, j, below: tops[low - 1] };
  }
  const pairs = [];
  for (let card = tops.at(-1); card; card = card.below) pairs.push([card.i, card.j]);
  return pairs;
};
