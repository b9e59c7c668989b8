"""From packages in `generated/` to files in `dist/`, and from there to a package index.

In: a workspace, names of APIs, an index. Out: wheels and source archives with their SBOM and provenance; a `Plan` and
an `Outcome` of uploads. Refuses, with `PublishError`: a package that is not in step with its spec, files that
`twine check --strict` refuses, a published version with other bytes, an index that cannot be read or written.

    packages     what may be built: packages that their lock proves to be in step
    build        a package → a wheel and a source archive, the same bytes wherever and whenever
    sbom         a built package → CycloneDX
    provenance   a built package → an in-toto statement: hashes of the inputs → hashes of the files
    attestations a file → the signed statements beside it (PEP 740)
    index        a name or a URL → where to upload and to read, and who we are there
    tag          a tag of a release → the API whose package it releases
    offered      an index and a project → the files that it offers, with their hashes
    upload       files against what is offered → a plan, then its outcome
"""
