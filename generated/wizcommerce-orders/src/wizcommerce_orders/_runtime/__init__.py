"""What all operations have in common. It imports nothing by itself."""
