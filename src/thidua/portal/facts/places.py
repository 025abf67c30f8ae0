"""To which place of the site a page belongs, by the name of that place's URL."""

from thidua.publishing.enums import EXEMPLARY, SnapshotKind
from thidua.publishing.models import Article, Snapshot

WITHIN = {"news_category": "news", "blank_form": "public_documents"}
OF_ARTICLES = ("article", "send_comment", "comment_thanks", "confirm_comment")
OF_COPIES = {
    SnapshotKind.BLOC: "public_blocs",
    SnapshotKind.RANKING: "public_blocs",
    SnapshotKind.CALL: "public_movements",
    SnapshotKind.MOVEMENT: "public_movements",
    SnapshotKind.EVENT: "calendar",
    SnapshotKind.CONFERENCE: "calendar",
    SnapshotKind.IMPACT: "public_activities",
    SnapshotKind.DECISION: "public_documents",
}


def place_of(url_name: str | None, snapshot: Snapshot | None, article: Article | None) -> str:
    """The place, or nothing: sums of years belong to all that is published."""
    if url_name == "snapshot":
        return OF_COPIES.get(SnapshotKind(snapshot.kind), "published") if snapshot is not None else ""
    if url_name in OF_ARTICLES:
        return "exemplars" if article is not None and article.kind in EXEMPLARY else "news"
    return WITHIN.get(url_name or "", "")
