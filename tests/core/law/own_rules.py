"""A rule file of an invented agency: who has an initiative is an emulation fighter of the grassroots."""

RULES = """\
agency: Bộ Thử nghiệm
signed_by: Trần Thị Bình
signed_on: 2026-11-01
awards:
- code: GRASSROOTS_EMULATION_FIGHTER
  kind: TITLE
  subject: individual
  name: Chiến sĩ thi đua cơ sở
  level: GRASSROOTS
  fact_base: CSTDCS
  decided_by: {who: Bộ trưởng, cites: "06/2022/QH15:80", grade: verified}
  versions:
  - since: SINCE
    cites: "CITES"
    grade: verified
    routes:
    - name: Xét hằng năm
      basis: MERIT
      cites: "CITES"
      grade: verified
      all_of:
      - {criterion: Có sáng kiến, cites: "CITES", grade: verified,
         works_recognised: {kind: INITIATIVE, scope: GRASSROOTS, times: 1}}
"""
MEETS = '      - {criterion: Đạt Lao động tiên tiến, cites: "CITES", grade: verified, meets: ADVANCED_WORKER}\n'
"""One criterion more, which asks for the law's own of a lower title."""


def rules_of(since: str, cites: str, more: str = "") -> str:
    """The file: in force since a day, by a text, with another criterion perhaps."""
    return (RULES + more).replace("SINCE", since).replace("CITES", cites)
