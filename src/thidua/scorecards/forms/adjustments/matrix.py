"""Điểm cộng, trừ theo hai con số, như khối lượng hồ sơ và mức chậm."""

from thidua.scorecards.forms.matrices import TwoWayForm

FORM = TwoWayForm
