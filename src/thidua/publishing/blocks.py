"""What the text of an article is put together of."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText, get_text_for_indexing

from thidua.core.vietnam.names import normalise
from thidua.publishing.wording import refuse_disguised

FEATURES = ["bold", "italic", "ol", "ul", "link"]
"""What a paragraph may hold; links lead to addresses that are typed in."""


class _Written:
    """Text as it is kept (`wording.py`): what is left is held against what the block asks for, and read for letters
    that only look like ours. Migrations know the block by the one of Wagtail that it is.
    """

    stands_for = ""
    keeps_lines = False

    def clean(self, value: Any) -> Any:
        """The text without what nobody sees."""
        kept = super().clean(self.kept(value))  # type: ignore[misc]
        refuse_disguised(self.read(kept))
        return kept

    def kept(self, value: Any) -> Any:
        """Before it is looked at: of a space nobody sees nothing may be left."""
        return normalise(value or "", keep_lines=self.keeps_lines)

    def read(self, value: Any) -> str:
        """What readers see of it."""
        return str(value)

    def deconstruct(self) -> tuple[str, Any, Any]:
        """As migrations write it."""
        _path, given, named = super().deconstruct()  # type: ignore[misc]
        return self.stands_for, given, named


class LineBlock(_Written, blocks.CharBlock):  # type: ignore[misc]  # Wagtail carries no types
    """One line."""

    stands_for = "wagtail.blocks.CharBlock"


class LinesBlock(_Written, blocks.TextBlock):  # type: ignore[misc]
    """Several."""

    stands_for = "wagtail.blocks.TextBlock"
    keeps_lines = True


class ProseBlock(_Written, blocks.RichTextBlock):  # type: ignore[misc]
    """A paragraph with marks of its own."""

    stands_for = "wagtail.blocks.RichTextBlock"

    def kept(self, value: Any) -> Any:
        """The same of its source."""
        return RichText(normalise(value.source or "", keep_lines=True))

    def read(self, value: Any) -> str:
        """The text without its marks."""
        return str(get_text_for_indexing(value.source))


class PictureBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail carries no types
    """A photograph of the library at its place in the text. Without a caption of its own it has the photograph's."""

    photo = ImageChooserBlock(label=_("Ảnh"))
    caption = LineBlock(label=_("Chú thích ở bài này"), required=False, max_length=500)

    class Meta:
        icon = "image"
        label = _("Ảnh")
        template = "publishing/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):  # type: ignore[misc]
    """Words of somebody, with who said them."""

    words = LinesBlock(label=_("Lời trích"), max_length=1000)
    who = LineBlock(label=_("Ai nói, chức vụ"), max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Trích lời")
        template = "publishing/blocks/quote.html"


class FigureBlock(blocks.StructBlock):  # type: ignore[misc]
    """One number as it stood in the record: never reckoned with here."""

    amount = LineBlock(label=_("Số"), max_length=40)
    label = LineBlock(label=_("Là gì, đơn vị tính"), max_length=120)

    class Meta:
        icon = "order"
        label = _("Con số")


class ArticleBlocks(blocks.StreamBlock):  # type: ignore[misc]
    """In any order. A remark is what the record does not tell, or tells in words of the house: for whoever writes,
    never for readers. As long as one stands, nobody approves the article.
    """

    heading = LineBlock(label=_("Đề mục"), max_length=150, icon="title", template="publishing/blocks/heading.html")
    paragraph = ProseBlock(
        label=_("Đoạn văn"), features=FEATURES, icon="pilcrow", template="publishing/blocks/paragraph.html"
    )
    picture = PictureBlock()
    quote = QuoteBlock()
    figures = blocks.ListBlock(
        FigureBlock(), label=_("Những con số"), icon="order", template="publishing/blocks/figures.html"
    )
    remark = LinesBlock(
        label=_("Chỗ cần viết, xoá trước khi gửi duyệt"),
        max_length=4000,
        icon="warning",
        template="publishing/blocks/remark.html",
    )
