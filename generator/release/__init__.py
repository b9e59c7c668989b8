"""Which version a package must have next, and what its last release was.

`record` is the committed record of the last release, in specs/<api>/released/ · `names` the public names in it ·
`version` the rules of versions · `decide` what the next release is, and why, by what `compare` finds or `kept` keeps ·
`changelog` what is said of it to users · `renames` the old names that may stay as aliases · `write` all that it writes.
"""
