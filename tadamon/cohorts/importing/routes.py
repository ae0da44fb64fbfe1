from tadamon.cohorts.importing.target import Trainees
from tadamon.cohorts.models import Cohort
from tadamon.web.imports.pages import Pages

bp = Pages("cohort_imports", "/cohorts/<id:id>/import", Trainees, "cohorts.write", Cohort).bp
