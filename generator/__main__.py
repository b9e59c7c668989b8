"""`python -m generator` is `specpress`."""

from generator.cli import main

if __name__ == "__main__":
    main()
