"""What is inferred from shape and neighbours: named like rules, and switched off like them."""

from __future__ import annotations

from types import MappingProxyType

INFERENCES = MappingProxyType(
    {
        "headline-by-place": "The first line without a full stop above the first paragraph is the headline.",
        "headline-repeated": "A line at the top that is the headline again, or its beginning, is one more.",
        "site-suffix": "What a headline has behind ' | ' or ' - ', and its repeat has not, names the site.",
        "standfirst-by-place": "A sentence between the headline and the first paragraph sums the story up.",
        "byline-by-place": "Names alone beside a date, a job or a biography, or as the last line, are the authors'.",
        "byline-of-a-teaser": "Behind the first paragraph, the third byline and all others sign other stories.",
        "teaser-below-label": "A short line right below a label that heads other stories is the title of one.",
        "above-the-story": "Short lines around the headline, of fewer words than sum up a story, are furniture.",
        "subheading-by-shape": "A short line without a full stop, or a question, between paragraphs heads the second.",
        "heading-numbered": "Short lines right above sentences that count up or down by one head these.",
        "heading-in-contents": "Lines in a row, each again right above a sentence, are the contents; there they head.",
        "caption-title": "A line that is no sentence, right before a caption at the top, titles the picture.",
        "caption-by-credit": "A short line right above a line that is nothing but a credit is the caption.",
        "repeated-line": "The same short line again and again among the paragraphs is not the story.",
        "run-of-furniture": "A short line among lines that are furniture by rule is furniture as well.",
        "run-of-short-lines": "Lines in a row that are no sentences, on a page full of furniture, tease.",
        "repeated-in-corpus": "A line that many documents of one origin have at the same place is no story.",
        "another-story": "Below furniture, where a line dates it as the page dates its own, another story begins.",
        "after-the-end": "Short lines behind a line that closes the story are furniture.",
    }
)
