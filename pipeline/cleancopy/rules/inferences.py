"""What is inferred from shape and neighbours, not from words: named like rules, and switched off like them."""

from __future__ import annotations

from types import MappingProxyType

INFERENCES = MappingProxyType(
    {
        "headline-by-place": "The first line without a full stop before the first running paragraph is the headline.",
        "headline-repeated": "A line at the top that is nearly the headline, or its beginning, is another headline.",
        "site-suffix": "What a headline has behind its last ' | ' or ' - ', and its repeat has not, names the site.",
        "standfirst-by-place": "A sentence between the headline and the first paragraph sums the story up.",
        "subheading-by-shape": "A short line without a full stop between two paragraphs heads the second.",
        "caption-title": "A line that is no sentence, right before a caption at the top, is the picture's title.",
        "repeated-line": "The same short line again and again between the paragraphs is no part of the story.",
        "run-of-furniture": "A short line among lines that are furniture by rule is furniture as well.",
        "after-the-end": "Short lines behind a line that closes the story are furniture.",
        "repeated-paragraph": "A paragraph that stands in the document twice is told once.",
    }
)
