"""Pages written for the tests: a whole article page, and ways to damage it."""

from __future__ import annotations

STORY = (
    "The council of Little Marsh has agreed to rebuild the old bridge over the river, which has been closed "
    "to lorries since a barge ran into its northern pier in the spring.",
    "“We have waited long enough,” said the mayor, Ada Öberg, who had argued for the plan since the spring and "
    "had asked the county for half of the money.",
    "Work is expected to begin in the autumn and to take about two years, the town said; until then buses will "
    "go round by the mill, which adds a quarter of an hour to the way to school.",
    "Not everybody is content. A café at the quay fears for its summer guests, and the boatmen’s club has asked "
    "for a higher arch, because its newest boats do not fit under the old one.",
)
HEADLINE = "Council agrees to rebuild the bridge at Little Marsh"
CAPTION = "The northern pier in May, after the accident."

PAGE = f"""<!DOCTYPE html>
<html lang="en"><head>
<meta charset="utf-8">
<title>{HEADLINE} | The Marsh Courier</title>
<meta property="og:site_name" content="The Marsh Courier">
<meta property="og:type" content="article">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{HEADLINE}",
 "datePublished": "2024-05-07T08:30:00+02:00", "author": {{"@type": "Person", "name": "Zoë Lund"}}}}</script>
<style>.x {{ color: red }} /* STYLE-LEAK */</style>
</head><body>
<header class="site-header"><nav class="menu"><ul>
<li><a href="/">Home</a></li><li><a href="/town">Town</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<article class="story">
<h1 class="headline">{HEADLINE}</h1>
<div class="byline">By <a rel="author" href="/staff/lund">Zoë Lund</a></div>
<time class="date" datetime="2024-05-07">7 May 2024</time>
<figure><img src="pier.jpg"><figcaption>{CAPTION}</figcaption></figure>
<div class="article-body">
<p>{STORY[0]}</p>
<p>{STORY[1]}</p>
<div class="ad">Advertisement</div>
<script>document.write("SCRIPT-LEAK <p>not text</p>")</script>
<p>{STORY[2]}</p>
<p>{STORY[3]}</p>
</div></article>
<aside class="related sidebar"><h3>Read more</h3><ul><li><a href="/1">Mill to reopen</a></li>
<li><a href="/2">New buses for the school</a></li></ul></aside>
<div class="newsletter"><p>Sign up for our newsletter and get the news every morning.</p></div>
<footer class="footer"><p>© 2024 The Marsh Courier. All rights reserved.</p></footer>
</body></html>
"""
TEXT = "\n\n".join(STORY)
