"""How MkDocs makes the site of the pages: the hook, and what it checks and draws in the place of the theme's own."""
