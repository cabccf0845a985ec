"""Sections and items as readers get them."""


def read(client, portal, page, query: str = ""):
    return client.get(page.get_url_parts()[2] + query, HTTP_HOST=portal.host)


def test_smoke(client, portal, vocabularies):
    article = portal.article("Đường đi mới", lead="x", body=[("paragraph", "<p>hi</p>")])
    assert article.slug == "duong-di-moi"
    r = read(client, portal, article)
    assert r.status_code == 200, r
    assert "hi" in r.content.decode()
    r = read(client, portal, portal.section)
    assert "Đường đi mới" in r.content.decode()
    r = read(client, portal, portal.register)
    assert r.status_code == 200
    r = read(client, portal, portal.home)
    assert r.status_code == 200
