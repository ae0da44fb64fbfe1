"""The approval of reports, by the steps of every record."""

from tadamon.approval.steps import Approving, approval_routes
from tadamon.reports import printing
from tadamon.reports.models import Report
from tadamon.reports.routes import SHEET, bp

approval_routes(bp, Approving(Report, printing.freeze, printing.official_name, SHEET))
