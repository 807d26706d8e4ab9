"""The explorer: pages that anyone can read, made on the server, with JavaScript for pictures only."""
