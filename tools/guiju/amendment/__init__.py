"""Amendment: two texts of one law in, which article became which out, and what a change of words means."""
