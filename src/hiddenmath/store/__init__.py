"""What must survive: drafts as typed, and every attempt. Acknowledged means that it is on the disk."""

from hiddenmath.store._errors import StoreError
from hiddenmath.store._store import Attempt, Draft, Kept, Passes, Store

__all__ = ["Attempt", "Draft", "Kept", "Passes", "Store", "StoreError"]
