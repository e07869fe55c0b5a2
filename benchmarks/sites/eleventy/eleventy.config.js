// Eleventy as its documentation sets up a blog: collections by tag, pagination, the RSS plugin.
import { feedPlugin } from "@11ty/eleventy-plugin-rss";

const SIZE = 10;

function pagesOf(kind, articles, keysOf) {
  const terms = new Map();
  for (const article of articles) {
    for (const key of keysOf(article)) {
      if (!terms.has(key)) terms.set(key, []);
      terms.get(key).push(article);
    }
  }
  const pages = [];
  for (const [title, found] of terms) {
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
