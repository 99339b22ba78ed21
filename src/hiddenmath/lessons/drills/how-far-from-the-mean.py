"""How far from the mean?

`train` is what was measured so far, `new` one more value. Say the new one standardised as the old ones are, before you
run it.
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def standardised(train, new):
    return (new - train.mean()) / train.std()


def given(rng):
    """Two values lie one spread beside their mean each, so that all can be done in the head."""
    mean, spread = int(rng.integers(10, 60)), int(rng.integers(2, 6))
    times = int(rng.integers(-4, -1))  # below the mean, so that the sign matters
    return {"train": np.array([mean - spread, mean + spread]), "new": mean + times * spread}


exercise = Predict(
    asks=standardised,
    given=given,
    why=lambda train, new: (
        f"The mean is {train.mean():g}, and both values lie {train.std():g} beside it: that is the standard deviation. "
        f"{new} lies {new - train.mean():g} from the mean, which is {(new - train.mean()) / train.std():g} of them. "
        "The new value has no part in either."
    ),
    concepts=["scaling", "centring"],
    hints=["How far is the new value from the mean of the old ones?", "How often does the spread go into that?"],
    mistakes=[
        Mistake("That is how far it is from the mean. Divide by the standard deviation.", lambda train, new: new - train.mean()),
        Mistake(
            "You took the distance without its sign: below the mean it is negative.",
            lambda train, new: abs(new - train.mean()) / train.std(),
        ),
        Mistake(
            "The new value has no part in the mean and the standard deviation: they are those of `train`.",
            lambda train, new: (new - np.append(train, new).mean()) / np.append(train, new).std(),
        ),
        Mistake("The old values lie one standard deviation to each side, not two.", lambda train, new: (new - train.mean()) / np.ptp(train)),
    ],
)
