"""Topics of help for the permission crawl: they are open to all."""

from tests.crawl_objects import World, own_and_other


@own_and_other("help_topic")
def topics(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """Two topics."""
    return {"topic": "giao-uoc"}, {"topic": "dang-nhap"}
