"""The text of the law: places in it and how they are cited, quotations and where they stand, restoration, words of duty."""
