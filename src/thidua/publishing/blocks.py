"""What the text of an article is put together of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

FEATURES = ["bold", "italic", "ol", "ul", "link"]
"""What a paragraph may hold; links lead to addresses that are typed in."""


class PictureBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail carries no types
    """A photograph of the library at its place in the text. Without a caption of its own it has the photograph's."""

    photo = ImageChooserBlock(label=_("Ảnh"))
    caption = blocks.CharBlock(label=_("Chú thích ở bài này"), required=False, max_length=500)

    class Meta:
        icon = "image"
        label = _("Ảnh")
        template = "publishing/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):  # type: ignore[misc]
    """Words of somebody, with who said them."""

    words = blocks.TextBlock(label=_("Lời trích"), max_length=1000)
    who = blocks.CharBlock(label=_("Ai nói, chức vụ"), max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Trích lời")
        template = "publishing/blocks/quote.html"


class FigureBlock(blocks.StructBlock):  # type: ignore[misc]
    """One number as it stood in the record: never reckoned with here."""

    amount = blocks.CharBlock(label=_("Số"), max_length=40)
    label = blocks.CharBlock(label=_("Là gì, đơn vị tính"), max_length=120)

    class Meta:
        icon = "order"
        label = _("Con số")


class ArticleBlocks(blocks.StreamBlock):  # type: ignore[misc]
    """In any order. A remark is what the record does not tell, or tells in words of the house: for whoever writes,
    never for readers. As long as one stands, nobody approves the article.
    """

    heading = blocks.CharBlock(
        label=_("Đề mục"), max_length=150, icon="title", template="publishing/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(
        label=_("Đoạn văn"), features=FEATURES, icon="pilcrow", template="publishing/blocks/paragraph.html"
    )
    picture = PictureBlock()
    quote = QuoteBlock()
    figures = blocks.ListBlock(
        FigureBlock(), label=_("Những con số"), icon="order", template="publishing/blocks/figures.html"
    )
    remark = blocks.TextBlock(
        label=_("Chỗ cần viết, xoá trước khi gửi duyệt"),
        max_length=4000,
        icon="warning",
        template="publishing/blocks/remark.html",
    )
