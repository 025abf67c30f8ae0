"""URLs of the public site."""

from thidua.common.http.routes import open_form, page, public
from thidua.portal.views import lists, site
from thidua.portal.views.articles import list_articles, send_atom, send_rss, show_article, show_rendition
from thidua.portal.views.comments import confirm, say_thanks, take_comment
from thidua.portal.views.finding import search_all, search_honours
from thidua.portal.views.pictures import show_picture, show_small_picture
from thidua.portal.views.snapshots import (
    download_activities,
    download_figures,
    download_map,
    download_pieces,
    list_published,
    show_published,
)

urlpatterns = [
    page("tin/", list_articles, name="news", policy=public()),
    page("tin/rss.xml", send_rss, name="news_rss", policy=public()),
    page("tin/atom.xml", send_atom, name="news_atom", policy=public()),
    page("tin/chuyen-muc/<slug:slug>/", list_articles, name="news_category", policy=public()),
    open_form("tin/binh-luan/xac-nhan/<str:token>/", confirm, name="confirm_comment"),
    open_form("tin/<slug:slug>/binh-luan/", take_comment, name="send_comment"),
    page("tin/<slug:slug>/binh-luan/da-gui/", say_thanks, name="comment_thanks", policy=public()),
    page("tin/<slug:slug>/", show_article, name="article", policy=public()),
    page("anh-tin/<str:name>", show_rendition, name="rendition", policy=public()),
    page("tim-kiem/", search_all, name="search_public", policy=public()),
    page("vinh-danh/", search_honours, name="honours", policy=public()),
    page("dien-hinh/", lists.list_exemplars, name="exemplars", policy=public()),
    page("lich/", lists.show_calendar, name="calendar", policy=public()),
    page("lich/su-kien.ics", lists.send_calendar, name="calendar_feed", policy=public()),
    page("gioi-thieu/", site.show_about, name="about", policy=public()),
    page("tiep-can/", site.show_accessibility, name="accessibility", policy=public()),
    page("quyen-rieng-tu/", site.show_privacy, name="privacy", policy=public()),
    page("so-do-trang/", site.show_site_map, name="site_map", policy=public()),
    page("sitemap.xml", site.send_site_map, name="sitemap", policy=public()),
    page("robots.txt", site.send_robots, name="robots", policy=public()),
    page("cong-bo/khoi/", lists.list_blocs, name="public_blocs", policy=public()),
    page("cong-bo/phong-trao/", lists.list_movements, name="public_movements", policy=public()),
    page("cong-bo/hoat-dong/", lists.list_activities, name="public_activities", policy=public()),
    page("cong-bo/van-ban/", lists.list_documents, name="public_documents", policy=public()),
    page("cong-bo/van-ban/mau/<slug:slug>/", lists.download_form, name="blank_form", policy=public()),
    page("cong-bo/", list_published, name="published", policy=public()),
    page("cong-bo/<slug:slug>/", show_published, name="snapshot", policy=public()),
    page("cong-bo/<slug:slug>/so-lieu.csv", download_figures, name="snapshot_figures", policy=public()),
    page("cong-bo/<slug:slug>/hoat-dong.csv", download_activities, name="snapshot_activities", policy=public()),
    page("cong-bo/<slug:slug>/so-lieu.geojson", download_map, name="snapshot_map", policy=public()),
    page("cong-bo/<slug:slug>/icc.csv", download_pieces, name="snapshot_pieces", policy=public()),
    page("cong-bo/<slug:slug>/anh/<slug:key>/", show_picture, name="snapshot_picture", policy=public()),
    page("cong-bo/<slug:slug>/anh/<slug:key>/nho/", show_small_picture, name="snapshot_small", policy=public()),
]
