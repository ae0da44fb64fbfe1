from tadamon.organisations.importing.target import Organisations
from tadamon.web.imports.pages import Pages

bp = Pages("organisation_imports", "/organisations/imports", Organisations, "organisations.write").bp
