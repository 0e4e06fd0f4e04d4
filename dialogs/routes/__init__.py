"""Routes: what a button means, whole, so that a tap on last month's message still means it.

A route is a small frozen dataclass; `codes` turns it into what a button carries, and back. Its
field's names say what it is about: `audit`, `school`, `membership`, `cohort` and so on, by which
`access` finds what this person may do with it.
"""

from dialogs.routes.about import *
from dialogs.routes.again import *
from dialogs.routes.audit import *
from dialogs.routes.cohorts import *
from dialogs.routes.confirming import *
from dialogs.routes.files import *
from dialogs.routes.finding import *
from dialogs.routes.follow_up import *
from dialogs.routes.inviting import *
from dialogs.routes.joining import *
from dialogs.routes.keeping import *
from dialogs.routes.nudged import *
from dialogs.routes.nudging import *
from dialogs.routes.people import *
from dialogs.routes.plan import *
from dialogs.routes.plan_reminders import *
from dialogs.routes.questions import *
from dialogs.routes.resources import *
from dialogs.routes.share import *
from dialogs.routes.term_dates import *
from dialogs.routes.together import *
from dialogs.routes.why import *
