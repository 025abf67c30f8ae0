"""One kind of page, with the fields of an article and the same blocks of text."""

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page


class ArticlePage(Page):
    """An article as a page of Wagtail."""

    summary = models.TextField()
    byline = models.CharField(max_length=120)
    told_on = models.DateField()
    body = StreamField([("heading", blocks.CharBlock()), ("paragraph", blocks.RichTextBlock())])

    class Meta:
        app_label = "stock"

    template = "stock/article_page.html"
