"""Forms of the library."""

from django import forms

from ..narrowing import ACCESS


class VideoForm(forms.Form):
    file = forms.FileField(
        label="视频或录音文件",
        widget=forms.ClearableFileInput(attrs={"accept": "video/*,audio/*"}),
        help_text="手机和摄像机拍的都可以，传完在后台处理。",
    )
    title = forms.CharField(label="标题", max_length=200)
    access = forms.ChoiceField(
        label="谁能看",
        choices=list(ACCESS.items()),
        initial="public",
        widget=forms.RadioSelect,
        help_text="“仅代表”的视频不能放在公开的页面，只在代表的培训里看。",
    )
