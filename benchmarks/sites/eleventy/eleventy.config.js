// Eleventy as its documentation sets up a blog: collections, filters, pagination, the RSS plugin.
import { feedPlugin } from "@11ty/eleventy-plugin-rss";

const SIZE = 10;
const RELATED = 4;

function pagesOf(kind, articles, keysOf) {
  const pages = [];
  for (const [title, found] of byTerm(articles, keysOf)) {
    const count = Math.ceil(found.length / SIZE);
    const folder = `/${kind}/${title.toLowerCase().replaceAll(" ", "-")}/`;
    const address = (number) => (number === 1 ? folder : `${folder}page/${number}/`);
    for (let number = 1; number <= count; number++) {
      pages.push({
        title,
        number,
        count,
        url: address(number),
        newer: number > 1 ? address(number - 1) : "",
        older: number < count ? address(number + 1) : "",
        articles: found.slice((number - 1) * SIZE, number * SIZE),
      });
    }
  }
  return pages;
}

function byTerm(articles, keysOf) {
  const terms = new Map();
  for (const article of articles) {
    for (const key of keysOf(article)) {
      if (!terms.has(key)) terms.set(key, []);
      terms.get(key).push(article);
    }
  }
  return terms;
}

// Those with most topics in common.
function related(together, url, topics) {
  const common = new Map();
  for (const topic of topics) {
    for (const article of together.get(topic)) {
      if (article.url !== url) common.set(article, (common.get(article) ?? 0) + 1);
    }
  }
  const best = [...common].sort((one, other) => other[1] - one[1]);
  return best.slice(0, RELATED).map(([article]) => article);
}

export default function (config) {
  const newest = (api) => api.getFilteredByGlob("articles/*.md").reverse();
  config.addCollection("articles", (api) => api.getFilteredByGlob("articles/*.md"));
  config.addCollection("newest", newest);
  config.addCollection("byTag", (api) => pagesOf("tags", newest(api), (each) => each.data.topics));
  config.addCollection("byAuthor", (api) =>
    pagesOf("authors", newest(api), (each) => [each.data.author]),
  );
  config.addCollection("topics", (api) =>
    [...new Set(newest(api).flatMap((each) => each.data.topics))].sort(),
  );
  config.addCollection("together", (api) => byTerm(newest(api), (each) => each.data.topics));
  config.addFilter("related", related);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addPlugin(feedPlugin, {
    type: "rss",
    outputPath: "/feed.xml",
    collection: { name: "articles", limit: 20 },
    metadata: {
      language: "en",
      title: "Bench",
      subtitle: "Articles to measure with.",
      base: "https://bench.example/",
      author: { name: "Bench" },
    },
  });
}
