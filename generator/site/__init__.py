"""The docs site: the Markdown of every package, as one static site that works from a file, offline.

In: `generated/*/docs/`, the packages' Python, `templates/docs/site/`. Out: `site/`. Refuses: a package whose docs are
not generated, a page with a broken link, and an environment that lacks a tool, each with what to do next.

`apis` reads what packages say of themselves · `pages` writes the pages that no package writes · `config` is what the
site generator is told · `vendor` brings the scripts that are not ours · `build` puts it together · `serve` shows it.
"""
