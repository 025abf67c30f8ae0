"""Invented facts of one year with every field filled: what an agency's own template is tried on."""

from typing import Any

from thidua.activities.facts.drafts import draft_kinds, sample_draft
from thidua.activities.facts.letters import letter_kinds, sample_letter


def sample_of(kind: str) -> dict[str, Any]:
    """What a template of this kind is tried on."""
    if kind in draft_kinds():
        return sample_draft()
    return sample_letter() if kind in letter_kinds() else sample_facts()


def sample_facts() -> dict[str, Any]:
    """The same fields as `gather_facts` and `head_and_foot` give; a test holds them equal."""
    leader = {"unit": "Văn phòng Bộ", "person": "Nguyễn Văn Mẫu"}
    statement = {"words": "Bà Trần Thị Mẫu", "title": "Báo cáo", "content": "Nội dung.", "about": "Khối trưởng"}
    report = {
        "sections": [{"title": "I. ĐẶC ĐIỂM TÌNH HÌNH", "sentences": [{"text": "Khối có 6 đơn vị."}]}],
        "sources": [{"number": 1, "sentence": "Khối có 6 đơn vị.", "records": "Khối: Thành viên"}],
    }
    task = {
        "code": "T1",
        "title": "Thực hiện giao ước",
        "owner": "Cả khối",
        "due": "30/11/2026",
        "measure": "định tính",
        "state": "Đang làm",
        "is_done": False,
    }
    activity = {
        "title": "Thu gom rác thải",
        "when": "28/05/2026",
        "place": "Bãi biển",
        "message": "Vì một đại dương xanh",
        "movement": "Bảo vệ môi trường",
        "parties": "Khối I; Khối II",
        "summary": "Nội dung.",
        "outputs": [{"indicator": "Rác thu gom", "value": None}],
    }
    card = {
        "unit": "Văn phòng Bộ",
        "code": "van-phong-bo",
        "standard": "100,00",
        "total": "95,50",
        "signer": "Nguyễn Văn Mẫu",
        "signatures": [{"deed": "Nộp bản tự chấm", "said": "Nguyễn Văn Mẫu, Thủ trưởng đơn vị, 20/11/2026"}],
        "rows": [{"code": "1", "name": "Nhiệm vụ", "maximum": "100,00", "points": "95,50", "note": "Báo cáo số 12"}],
        "scored": [
            {
                "code": "1",
                "name": "Nhiệm vụ",
                "maximum": "100,00",
                "points": "95,50",
                "score": "95,50/100,00 điểm",
                "apart": "",
                "sentences": ["Chấm 95,5 điểm."],
                "claim": "Hoàn thành chương trình.",
                "explanation": "Giải trình.",
                "reply": "Đã xem.",
                "evidence": "Báo cáo số 12",
            }
        ],
    }
    return {
        "head": {
            "superior": "BỘ MINH HOẠ",
            "issuer": "KHỐI THI ĐUA SỐ I",
            "number": "01/KH-BMH",
            "place_and_date": "Hà Nội, ngày 05 tháng 01 năm 2026",
        },
        "foot": {"signer": "Nguyễn Văn Mẫu", "also_signer": "Trần Thị Mẫu"},
        "bloc": "Khối Thi đua số I",
        "card": card,
        "round": _sample_round(),
        "scores": {"title": "Bảng tiêu chí năm 2026", "state": "Công bố ngày 20/12/2026.", "cards": [card]},
        "year": 2026,
        "next_year": 2027,
        "agency": "Bộ Minh hoạ",
        "council": "Hội đồng Thi đua, Khen thưởng Bộ Minh hoạ",
        "theme": "Đoàn kết, sáng tạo",
        "lead": leader,
        "deputy": leader,
        "members": [{"name": "Văn phòng Bộ", "role": "Khối trưởng", "stays": True}],
        "movements": [
            {
                "name": "Phong trào",
                "slogan": "Khẩu hiệu",
                "launch": "12/KH-BMH",
                "aim": "Mục tiêu",
                "content": "Nội dung",
            }
        ],
        "legal_bases": ["Luật 06/2022/QH15 Thi đua, khen thưởng"],
        "steps": [{"name": "Kế hoạch", "state": "Đã xong", "when": "05/01/2026", "note": ""}],
        "pledge": {
            "title": "Giao ước thi đua",
            "text": "Lời giao ước.",
            "state": "Đã chốt",
            "hash": "0" * 64,
            "asked": 6,
            "signatures": [{"unit": "Văn phòng Bộ", "person": "Nguyễn Văn Mẫu", "post": "Chánh", "when": "01/03/2026"}],
        },
        "targets": [
            {
                "owner": "Cả khối",
                "content": "Trồng cây",
                "unit_of_measure": "cây",
                "plan": "100",
                "result": None,
                "as_of": None,
                "note": "",
            }
        ],
        "tasks": [task],
        "activities": [activity],
        "awards": [
            {"holder": "Văn phòng Bộ", "honour": "Bằng khen", "number": None, "when": "chưa rõ ngày", "issuer": None}
        ],
        "meeting": {
            "title": "Hội nghị tổng kết",
            "when": "sáng 10/01/2027",
            "when_sentence": "Sáng 10/01/2027",
            "place": "Hà Nội",
            "chair": "Nguyễn Văn Mẫu",
            "secretary": "Trần Thị Mẫu",
            "agenda": [{"title": "Báo cáo", "presenter": "Khối phó", "length": "20 phút", "outcome": None}],
            "roll": [{"words": "Văn phòng Bộ", "role": "Thành viên", "state": "Có mặt", "sign": "", "reason": ""}],
            "guests": [{"words": "Đại diện cấp trên"}],
            "present": 6,
            "member_count": 6,
            "quorum": "đủ điều kiện họp",
            "seats": "đơn vị thành viên",
            "reports": [statement],
            "opinions": [statement],
            "directions": [statement],
            "praises": [statement],
            "conclusions": [{"content": "Kết luận", "owner": "Văn phòng Bộ", "due": "31/03/2027"}],
            "elections": [
                {
                    "role": "Khối trưởng",
                    "year": 2027,
                    "unit": "Thanh tra Bộ",
                    "person": None,
                    "method": None,
                    "counts": "chưa có số liệu",
                }
            ],
            "votes": [
                {
                    "title": "Đề nghị tặng Cờ thi đua của Bộ",
                    "outcome": "Kết quả đề nghị tặng Cờ thi đua của Bộ năm 2026: Văn phòng Bộ.",
                }
            ],
        },
        "minutes": {
            "state": "Đã thông qua",
            "sections": [{"title": "Kết luận", "lines": ["Một dòng."]}],
            "hash": "0" * 64,
            "adopted_when": "lúc 10 giờ, 12/01/2027",
            "chain_number": 12,
            "chain_hash": "0" * 64,
        },
        "election": {"lead": "Thanh tra Bộ", "deputy": "Văn phòng Bộ"},
        "proposals": {
            "lines": [
                {
                    "unit": "Văn phòng Bộ",
                    "award": "Cờ thi đua của Bộ",
                    "rank": "1",
                    "total": "95,50",
                    "votes": "6/6",
                    "source": "Hội nghị bỏ phiếu",
                }
            ],
            "votes": [
                {
                    "title": "Chọn đơn vị đề nghị tặng Cờ thi đua",
                    "method": "bỏ phiếu kín",
                    "papers": "6",
                    "members": "6",
                    "threshold": "ít nhất 80% tổng số thành viên",
                    "cites": "Điều 5 Quy chế",
                    "outcome": "Văn phòng Bộ",
                }
            ],
            "note": "Nội dung.",
            "is_sent": True,
        },
        "handover": {
            "giver": "Văn phòng Bộ",
            "receiver": "Thanh tra Bộ",
            "giver_person": "Nguyễn Văn Mẫu",
            "receiver_person": "Trần Thị Mẫu",
            "when": "20/01/2027",
            "handed": [{"title": "Hồ sơ năm", "state": "Đã bàn giao", "note": ""}],
        },
        "year_report": report,
        "mid_year_report": report,
        "next_tasks": [task],
        "issued": {},
    }


def _sample_round() -> dict[str, Any]:
    return {
        "about": "Bầu Khối trưởng năm 2027 (vòng 1)",
        "title": "Bầu Khối trưởng năm 2027",
        "number": 1,
        "meeting": "Hội nghị tổng kết",
        "when": "sáng 10/01/2027",
        "place": "Hà Nội",
        "chair": "Ông Nguyễn Văn Mẫu, Chánh Văn phòng Bộ",
        "chair_person": "Nguyễn Văn Mẫu",
        "method": "bỏ phiếu kín bằng phiếu giấy",
        "is_on_paper": True,
        "opened": "9 giờ 00, 10/01/2027",
        "counted": "9 giờ 30, 10/01/2027",
        "opened_by": "Trần Thị Mẫu",
        "counted_by": "Trần Thị Mẫu",
        "tellers": [{"name": "Lê Văn Mẫu", "sign": ""}, {"name": "Phạm Thị Mẫu", "sign": ""}],
        "seats": "đơn vị thành viên",
        "members": 6,
        "present": 5,
        "written": 0,
        "entitled": 5,
        "absent": "Thanh tra Bộ",
        "recused": [{"who": "Văn phòng Bộ", "option": "Văn phòng Bộ", "reason": "là đơn vị được đề nghị"}],
        "issued": None,
        "missing": None,
        "returned": 5,
        "valid": 4,
        "blank": 1,
        "invalid": 0,
        "is_list": True,
        "is_ranking": False,
        "is_hidden": True,
        "rows": [
            {
                "place": 1,
                "words": "Văn phòng Bộ",
                "agree": 4,
                "disagree": 0,
                "abstain": 0,
                "sum_of_places": None,
                "verdict": "Được chọn (4 trên 6, cần 4)",
            }
        ],
        "rules": [{"label": "Tỷ lệ đạt", "says": "Quá nửa tổng số thành viên", "source": "Điều 5 Quy chế"}],
        "warnings": ["Lưu ý về căn cứ của tỷ lệ đạt: hết hiệu lực sau ngày 30/06/2025."],
        "decided": "Được chọn: Văn phòng Bộ.",
        "digest": "0" * 64,
    }
