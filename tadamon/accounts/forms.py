from wtforms import StringField

from tadamon.language import lazy
from tadamon.web.forms import Form, PasswordField


class SignInForm(Form):
    username = StringField(lazy("اسم المستخدم"))
    password = PasswordField(lazy("كلمة المرور"))
