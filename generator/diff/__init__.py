"""What changed between two states of an API, and what it means for code that uses its package.

`state`, `against`, `git`, `wheel`, `held` load states · `compare` compares them: `spec` what the documents say,
`python` what the packages hold · `merge` makes one finding of what both say of one thing · `usage` looks for what code
touches · `formats` prints · `effects` is what `check` says of names: the disk against fresh files, by `python` alone.
"""
