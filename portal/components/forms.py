"""Forms of the catalogue; nothing is ever sent."""

from django import forms

SUBJECTS = [("", "Chọn lĩnh vực"), ("land", "Đất đai"), ("roads", "Giao thông")]


class SampleForm(forms.Form):
    """One field of each kind that citizens' forms have."""

    name = forms.CharField(label="Họ và tên", max_length=100)
    email = forms.EmailField(
        label="Thư điện tử", help_text="Chúng tôi gửi mã tra cứu tới địa chỉ này."
    )
    subject = forms.ChoiceField(label="Lĩnh vực", choices=SUBJECTS)
    text = forms.CharField(label="Nội dung", widget=forms.Textarea(attrs={"rows": 4}))
    agreed = forms.BooleanField(label="Tôi đồng ý công khai nội dung này")


def refused_form() -> SampleForm:
    """The form as it comes back with faults."""
    return SampleForm({"name": "Nguyễn Văn A", "email": "khong-phai-thu"}, auto_id="refused_%s")


def empty_form() -> SampleForm:
    """The form as it is opened."""
    return SampleForm(auto_id="empty_%s")
