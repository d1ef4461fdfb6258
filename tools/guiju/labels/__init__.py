"""Labels of generated content: files in, the labels that their metadata hold and what the law makes of them out.

A module of `formats` that has ENDINGS, MAGIC, KIND and `entries(data, name)` is a format; KIND is what kind of content
it has, empty where the format does not tell. `label` says which of the texts of the metadata are labels, `content` what
a file and what is declared of it come to as a row of `content`, whose duties `verdict` judges. Nothing here looks at
pixels, sound or style: whether content was generated is a declared fact.
"""
