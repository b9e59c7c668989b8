"""The docs of one API as Markdown: an output like its code, from the same intermediate form.

In: what the pipeline understood, and the samples as they were tidied. Out: `File`s in `docs/`. Refuses nothing.

`book` knows the pages and what leads where · `types` and `fields` say types and fields · `samples` and `wire` make
calls · `operations`, `models`, `errors` and `guides` are the views of the pages · `pages` pours them.
"""
