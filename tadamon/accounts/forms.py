import re

from wtforms import StringField, ValidationError

from tadamon.language import _, lazy
from tadamon.language.reading import LANGUAGES
from tadamon.web.forms import Choice, Form, Line, PasswordField

DIGITS = {"arab": "٠١٢٣٤٥٦٧٨٩", "latn": "0123456789"}
NEW_PASSWORD = lazy(
    "ثمانية أحرف على الأقل: حروف عربية أو إنجليزية وأرقام ومسافات كما تشاء."
    " ثلاث كلمات لا صلة بينها أسهل حفظًا وأصعب تخمينًا."
)


ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,180}[A-Za-z0-9])?")


class EmailField(Line):
    """An address that reminders are sent to; it may be left out."""

    def __init__(self, label, **kwargs):
        super().__init__(label, longest=200, **kwargs)

    def pre_validate(self, form):
        super().pre_validate(form)
        if self.data and not ADDRESS.fullmatch(self.data):
            raise ValidationError(_("اكتب البريد كاملًا، مثل: name@example.com"))


class SignInForm(Form):
    username = StringField(lazy("اسم المستخدم"))
    password = PasswordField(lazy("كلمة المرور"))


class FirstPasswordForm(Form):
    new_password = PasswordField(lazy("كلمة المرور الجديدة"), description=NEW_PASSWORD)


class PasswordChangeForm(Form):
    old_password = PasswordField(lazy("كلمة المرور الحالية"))
    new_password = PasswordField(lazy("كلمة المرور الجديدة"), description=NEW_PASSWORD)


class OwnForm(Form):
    language = Choice(lazy("لغة الشاشات"), LANGUAGES)
    digits = Choice(lazy("شكل الأرقام في الشاشات العربية"), DIGITS)
    email = EmailField(
        lazy("البريد الإلكتروني"), hint=lazy("تصل إليه تذكيرات المواعيد. امسحه لإيقافها. مثال: name@example.com")
    )
