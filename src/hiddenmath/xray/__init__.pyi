from hiddenmath.xray._analyse import Reporting as Reporting
from hiddenmath.xray._program import Recording as Recording
from hiddenmath.xray._record import record as record
from hiddenmath.xray._report import Finding as Finding
from hiddenmath.xray._report import Report as Report
from hiddenmath.xray._run import run_script as run_script

__all__ = ["Finding", "Recording", "Report", "Reporting", "record", "run_script"]
