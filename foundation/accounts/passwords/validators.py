"""Django password validators; each says what is missing, in the words of the person who types."""

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from foundation.rulebook.reading import number

from ..models import PasswordHistory, User
from ..rules import Key
from .patterns import unguessable

KINDS = (
    ("小写字母", str.islower),
    ("大写字母", str.isupper),
    ("数字", str.isdigit),
    ("汉字", lambda letter: "\u4e00" <= letter <= "\u9fff"),
    ("符号", lambda letter: not letter.isalnum()),
)


class LongAndMixed:
    def validate(self, password: str, user=None) -> None:
        missing = []
        short = number(Key.PASSWORD_LENGTH) - len(password)
        if short > 0:
            missing.append(f"还差 {short} 个字符，至少 {number(Key.PASSWORD_LENGTH)} 个。")
        absent = [name for name, test in KINDS if not any(map(test, password))]
        few = number(Key.PASSWORD_CLASSES) - (len(KINDS) - len(absent))
        if few > 0:
            missing.append(f"再加 {few} 类字符，可以从这些里选：{'、'.join(absent)}。")
        if missing:
            raise ValidationError(missing)

    def get_help_text(self) -> str:
        kinds = "、".join(name for name, _ in KINDS)
        return (
            f"至少 {number(Key.PASSWORD_LENGTH)} 个字符，{kinds}里至少有 {number(Key.PASSWORD_CLASSES)} 类。"
        )


class NotGuessable:
    def validate(self, password: str, user=None) -> None:
        if unguessable(password) < number(Key.PASSWORD_UNGUESSABLE):
            raise ValidationError(
                "太容易猜：去掉常见的词、拼音、键盘连键和日期就剩不下几个字符了。换一句只有您知道的话。"
            )

    def get_help_text(self) -> str:
        return "不用常见的词、拼音、键盘连键和日期。"


class NotOneself:
    def validate(self, password: str, user=None) -> None:
        if user is None:
            return
        lower = password.lower()
        own = {
            "手机号": [user.phone[-8:], user.phone[-6:]] if user.phone else [],
            "用户名": [user.username],
            "姓名": [user.display_name],
            "工号": [user.staff_number or ""],
        }
        found = [name for name, texts in own.items() if any(len(t) > 1 and t.lower() in lower for t in texts)]
        if found:
            raise ValidationError(f"不要把自己的{'、'.join(found)}写进密码。")

    def get_help_text(self) -> str:
        return "不含自己的姓名、用户名、工号和手机号。"


class Fresh:
    """Not one of the last passwords. Notes each new one, with the moment it was set."""

    def validate(self, password: str, user=None) -> None:
        if user is None or user.pk is None:
            return
        count = number(Key.PASSWORD_HISTORY)
        last = PasswordHistory.objects.filter(user=user).values_list("password", flat=True)[:count]
        if any(check_password(password, used) for used in last):
            raise ValidationError(f"这个密码您最近用过。换一个和最近 {count} 个都不同的。")

    def password_changed(self, password: str, user=None) -> None:
        now = timezone.now()
        PasswordHistory.objects.create(user=user, password=user.password, set_at=now)
        User.objects.filter(pk=user.pk).update(password_set_at=now)
        user.password_set_at = now

    def get_help_text(self) -> str:
        return f"和最近 {number(Key.PASSWORD_HISTORY)} 个都不同。"
