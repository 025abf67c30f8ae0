"""URLs of the public site."""

from thidua.common.http.routes import open_form, page, paper, public
from thidua.portal.views import lists, site
from thidua.portal.views.articles import list_articles, send_atom, send_rss, show_article, show_rendition
from thidua.portal.views.comments import confirm, say_thanks, take_comment
from thidua.portal.views.finding import search_all, search_honours
from thidua.portal.views.pictures import show_picture, show_small_picture
from thidua.portal.views.snapshots import (
    download_activities,
    download_event,
    download_figures,
    download_map,
    download_pieces,
    list_published,
    show_published,
)

urlpatterns = [
    paper("tin/", list_articles, name="news"),
    paper("tin/rss.xml", send_rss, name="news_rss"),
    paper("tin/atom.xml", send_atom, name="news_atom"),
    paper("tin/chuyen-muc/<slug:slug>/", list_articles, name="news_category"),
    open_form("tin/binh-luan/xac-nhan/<str:token>/", confirm, name="confirm_comment"),
    open_form("tin/<slug:slug>/binh-luan/", take_comment, name="send_comment"),
    page("tin/<slug:slug>/binh-luan/da-gui/", say_thanks, name="comment_thanks", policy=public()),
    paper("tin/<slug:slug>/", show_article, name="article"),
    paper("anh-tin/<str:name>", show_rendition, name="rendition"),
    paper("tim-kiem/", search_all, name="search_public"),
    paper("vinh-danh/", search_honours, name="honours"),
    paper("dien-hinh/", lists.list_exemplars, name="exemplars"),
    paper("lich/", lists.show_calendar, name="calendar"),
    paper("lich/su-kien.ics", lists.send_calendar, name="calendar_feed"),
    paper("gioi-thieu/", site.show_about, name="about"),
    paper("tiep-can/", site.show_accessibility, name="accessibility"),
    paper("quyen-rieng-tu/", site.show_privacy, name="privacy"),
    paper("so-do-trang/", site.show_site_map, name="site_map"),
    paper("sitemap.xml", site.send_site_map, name="sitemap"),
    paper("robots.txt", site.send_robots, name="robots"),
    paper("cong-bo/khoi/", lists.list_blocs, name="public_blocs"),
    paper("cong-bo/phong-trao/", lists.list_movements, name="public_movements"),
    paper("cong-bo/hoat-dong/", lists.list_activities, name="public_activities"),
    paper("cong-bo/van-ban/", lists.list_documents, name="public_documents"),
    paper("cong-bo/van-ban/mau/<slug:slug>/", lists.download_form, name="blank_form"),
    paper("cong-bo/", list_published, name="published"),
    paper("cong-bo/<slug:slug>/", show_published, name="snapshot"),
    paper("cong-bo/<slug:slug>/so-lieu.csv", download_figures, name="snapshot_figures"),
    paper("cong-bo/<slug:slug>/hoat-dong.csv", download_activities, name="snapshot_activities"),
    paper("cong-bo/<slug:slug>/so-lieu.geojson", download_map, name="snapshot_map"),
    paper("cong-bo/<slug:slug>/icc.csv", download_pieces, name="snapshot_pieces"),
    paper("cong-bo/<slug:slug>/su-kien.ics", download_event, name="event_file"),
    paper("cong-bo/<slug:slug>/anh/<slug:key>/", show_picture, name="snapshot_picture"),
    paper("cong-bo/<slug:slug>/anh/<slug:key>/nho/", show_small_picture, name="snapshot_small"),
]
