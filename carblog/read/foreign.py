"""What other tools call our keys: Hugo, Jekyll, Zola, Pelican, Nikola, MkDocs and their themes.

A name that means exactly one of our keys is understood. One that only comes near is answered with
the right name, in the warning about the unknown key.
"""

ARTICLE_SAME = {
    "alias": "aliases",
    "author": "authors",
    "car": "cars",
    "cover": "image",
    "dek": "standfirst",
    "excerpt": "summary",
    "expiryDate": "expires",
    "expiry_date": "expires",
    "extra": "params",
    "featured_image": "image",
    "headline": "title",
    "last_modified_at": "updated",
    "lastmod": "updated",
    "modified": "updated",
    "permalink": "url",
    "previewimage": "image",
    "pubDate": "date",
    "pubdate": "date",
    "publishDate": "date",
    "publish_date": "date",
    "redirect_from": "aliases",
    "source": "sources",
    "subtitle": "standfirst",
    "tag": "tags",
    "thumbnail": "image",
    "unpublishdate": "expires",
}

_IN_VERDICT = "it belongs under `verdict`"
_IN_IMAGE = "it belongs under `image`, beside its `src`"
_SECTION = "the section is the folder that the file is in; for topics use `tags`"
_TOP_STORY = "use `top_story: true`"
_ONE_LANGUAGE = "a site has one language: `language` in site.yaml"
ARTICLE_NEAR = {
    "alt": _IN_IMAGE,
    "caption": _IN_IMAGE,
    "categories": _SECTION,
    "category": _SECTION,
    "comments": "carblog has no comments",
    "cons": _IN_VERDICT,
    "credit": _IN_IMAGE,
    "embargo": "a `date` in the future is an embargo",
    "featured": _TOP_STORY,
    "hidden": "use `draft: true`",
    "id": "use `slug` for the last part of the URL",
    "images": "use `image` for the lead picture and `gallery` for a folder of pictures",
    "keywords": "use `tags`",
    "lang": _ONE_LANGUAGE,
    "language": _ONE_LANGUAGE,
    "layout": "use `template` to choose another template",
    "menu": "menus are in site.yaml",
    "menus": "menus are in site.yaml",
    "path": "use `url` for the whole path, `slug` for its last part",
    "pinned": _TOP_STORY,
    "pros": _IN_VERDICT,
    "publish": "use `draft: true` until it is ready",
    "rating": _IN_VERDICT + ", as `score`",
    "save_as": "use `url`",
    "score": _IN_VERDICT,
    "section": _SECTION,
    "series": "use `tags`",
    "sticky": _TOP_STORY,
    "taxonomies": "use `tags`",
    "toc": "the theme decides whether a story has a table of contents",
    "translationKey": _ONE_LANGUAGE,
    "type": "use `kind`",
    "updated_at": "use `updated`",
    "videos": "use `video` for the main one, and embed the others in the text",
    "weight": "stories are ordered by their `date`",
    "youtube": "use `video` with the address of the video's page",
}

AUTHOR_SAME = {"title": "name", "job": "role", "position": "role", "image": "photo"}
AUTHOR_NEAR = {
    "avatar": "use `photo`",
    "bio": "write it as the text below the front matter",
    "email": "add it to `links`, as mailto:…",
    "slug": "the file's name is the last part of the URL",
    "social": "use `links`",
    "url": "use `links`",
    "website": "use `links`",
}

SETTINGS_SAME = {
    "DEFAULT_LANG": "language",
    "DEFAULT_PAGINATION": "paginate",
    "SITENAME": "title",
    "SITESUBTITLE": "tagline",
    "SITEURL": "base_url",
    "THEME": "theme",
    "TIMEZONE": "timezone",
    "baseURL": "base_url",
    "baseUrl": "base_url",
    "defaultContentLanguage": "language",
    "default_language": "language",
    "extra": "params",
    "lang": "language",
    "languageCode": "language",
    "locale": "language",
    "menu": "menus",
    "name": "title",
    "paginate_by": "paginate",
    "site_description": "description",
    "site_name": "title",
    "site_url": "base_url",
    "slogan": "tagline",
    "subtitle": "tagline",
    "timeZone": "timezone",
    "time_zone": "timezone",
    "url": "base_url",
}

_AUTHORS = "articles name their authors; a profile is content/authors/<name>.md"
_FROM_PATH = "URLs come from the paths of files; an article may say `url` or `slug`"
SETTINGS_NEAR = {
    "AUTHOR": _AUTHORS,
    "author": _AUTHORS,
    "authors": _AUTHORS,
    "baseurl": "put the path at the end of `base_url`",
    "categories": "use `sections`",
    "logo": "the theme has it: a child theme may bring its own static files",
    "markup": "Markdown needs no settings",
    "outputs": "pages and feeds are always made",
    "pagerSize": "use `paginate`",
    "pagination": "use `paginate` with the number of stories on a page",
    "permalinks": _FROM_PATH,
    "permalink": _FROM_PATH,
    "plugins": "there are none: what is needed is built in",
    "publishDir": "use the option --output",
    "sitemap": "it is always made",
    "taxonomies": "tags, authors, kinds and cars are built in",
}
