"""What a table leaves open: it can be used, but somebody will ask."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.core.scoring.bands import gaps_of
from thidua.core.scoring.formulas.bands import Bands
from thidua.core.scoring.ranges import gaps
from thidua.core.scoring.rules.awards import Awards, Takes
from thidua.core.scoring.scheme import NotApplicable, ScoringScheme


def remarks_on(scheme: ScoringScheme) -> Iterator[str]:
    """Each thing left open, in Vietnamese, with its place."""
    for item in scheme.root.walk():
        if isinstance(item.formula, Bands) and item.formula.otherwise is None:
            for gap in gaps_of(item.formula.bands):
                yield f"Mục {item.code}: giá trị {gap} không thuộc mức nào."
            if all(band.range.low is not None for band in item.formula.bands):
                lowest = min(item.formula.bands, key=lambda band: band.range.low or 0)
                yield f"Mục {item.code}: giá trị dưới mức “{lowest.range.text}” chưa có điểm."
        for rule in item.rules:
            if isinstance(rule.adjustment, Awards) and rule.adjustment.takes is Takes.UNSTATED:
                yield f"Quy định {rule.code}: bảng không nói cộng cả các khen thưởng hay lấy mức cao nhất."
    if scheme.grades:
        for gap in gaps([each.range for each in scheme.grades]):
            yield f"Xếp loại: tổng điểm {gap} không thuộc loại nào."
    if not scheme.ranking.chain and not scheme.ranking.chain_of_group:
        yield "Bảng chưa nói xét thế nào khi bằng điểm."
    if scheme.not_applicable is NotApplicable.SET_ASIDE and not scheme.ranking.by_share:
        yield "Mục không áp dụng được để riêng mà xếp hạng theo tổng điểm: đơn vị có mục không áp dụng sẽ thiệt."
