from tadamon.nurseries.importing.target import Nurseries
from tadamon.web.imports.pages import Pages

bp = Pages("nursery_imports", "/nurseries/imports", Nurseries, "nurseries.write").bp
