"""What the privacy notice says of those who comment follows the rule in force."""

from datetime import date

import pytest
from django.test import Client

from consultation.periods.models import RetentionPeriod

pytestmark = pytest.mark.django_db


def test_it_says_for_how_long_authors_data_is_kept(two_sites):
    reader = Client(SERVER_NAME=two_sites.here.hostname)
    page = reader.get("/quyen-rieng-tu/").text
    assert "yêu cầu xóa họ tên và địa chỉ liên hệ bất cứ lúc nào" in page
    RetentionPeriod.objects.create(valid_from=date(2021, 1, 1), months=18, basis="Quy chế 5")
    page = reader.get("/quyen-rieng-tu/").text
    assert "được xóa 18 tháng sau khi kết thúc lấy ý kiến (Quy chế 5)" in page
