from wtforms import StringField

from tadamon.language import lazy
from tadamon.language.reading import LANGUAGES
from tadamon.web.forms import Choice, Form, PasswordField

DIGITS = {"arab": "٠١٢٣٤٥٦٧٨٩", "latn": "0123456789"}
NEW_PASSWORD = lazy(
    "ثمانية أحرف على الأقل: حروف عربية أو إنجليزية وأرقام ومسافات كما تشاء."
    " ثلاث كلمات لا صلة بينها أسهل حفظًا وأصعب تخمينًا."
)


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
