"""What changed in a package, as those see it who import it: `load` reads one, `compare` two."""
