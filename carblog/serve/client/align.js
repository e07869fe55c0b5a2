// Which children of a node are still there, which are gone, and which are new.

const text = (node) => node.outerHTML ?? `${node.nodeType}${node.data}`;
const most = 250_000; // comparisons, about 5 ms; beyond that the middle is paired as it comes

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
  for (const [i, j] of common(olds.slice(start, olds.length - end), nows.slice(start, nows.length - end))) {
    partner.set(start + j, start + i);
  }
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

// The longest common subsequence of two lists of strings, as pairs of indices.
const common = (one, other) => {
  const wide = other.length + 1;
  if (one.length * other.length > most) return [];
  const best = new Uint32Array((one.length + 1) * wide);
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      const at = i * wide + j;
      best[at] = one[i] === other[j] ? best[at + wide + 1] + 1 : Math.max(best[at + wide], best[at + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const at = i * wide + j;
    if (one[i] === other[j]) pairs.push([i++, j++]);
    else if (best[at + wide] >= best[at + 1]) i++;
    else j++;
  }
  return pairs;
};
