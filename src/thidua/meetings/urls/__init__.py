"""URLs of meetings."""

from thidua.meetings.urls import ballots, meetings, minutes, records, roll

urlpatterns = [
    *ballots.urlpatterns,
    *minutes.urlpatterns,
    *records.urlpatterns,
    *roll.urlpatterns,
    *meetings.urlpatterns,
]
