"""The tool `lowrank`."""

from typing import Annotated, Literal

from hiddenmath.apply._changed_task import FEW, RATE, changed_task
from hiddenmath.apply._compressed import Asked, Ways, compressed
from hiddenmath.apply._compressed_tables import answer
from hiddenmath.apply._digit_networks import Plan, classes_of, kept_of, learned, usual_of
from hiddenmath.apply._file import File, opened
from hiddenmath.apply._known_images import Known, known_to
from hiddenmath.apply._option import Option
from hiddenmath.apply._result import Result
from hiddenmath.apply._tool import tool
from hiddenmath.apply.neural._recogniser import Recogniser
from hiddenmath.data import Images, InputError


@tool(
    estimator="NeuralNetwork",
    saves="model.npz",
    begins="digits",
    with_saved=("rank", "energy", "share", "tune", "by", "change", "epochs", "test", "seed"),
)
def lowrank(
    images: Images,
    *,
    rank: Annotated[
        int | None, Option("How many columns and rows of the thin matrices to keep in each layer.", min=1)
    ] = None,
    change: Annotated[
        Literal["turned", "mirrored", "inverted", "none"],
        Option("How the images change for the update: upside down, left for right, light for dark, or no update."),
    ] = "turned",
    use: Annotated[
        File | None, Option("A model that digits saved, to compress it instead of one learned first.", suffix=".npz")
    ] = None,
    energy: Annotated[
        float | None, Option("Or: what share of each layer's squares to keep, such as 0.9.", min=0.01, max=1)
    ] = None,
    share: Annotated[
        float | None, Option("Or: what share of its parameters the network may keep.", min=0.001, max=1)
    ] = None,
    by: Annotated[
        Literal["outputs", "weights"],
        Option("weights: what changes the weights least; outputs: what changes least of what a layer gives."),
    ] = "outputs",
    tune: Annotated[
        int, Option("How often the thin matrices go through the images afterwards, and learn on.", min=0, max=100)
    ] = 1,
    layers: Annotated[
        str, Option("What is learned first: all layers but the last in words, such as convolution 8 5, relu, flatten.")
    ] = "dense 128, relu",
    epochs: Annotated[
        int | None,
        Option(
            "How often learning goes through all images; by default 5; at first, of small ones, 20.", min=1, max=1000
        ),
    ] = None,
    test: Annotated[
        float, Option("The share of the images of each kind to keep back as a test.", min=0.01, max=0.9)
    ] = 0.2,
    seed: Annotated[int, Option("Draws what is kept back, the first weights and the batches.", min=0)] = 0,
) -> Result:
    """Low rank: a network's layers as two thin ones.

    Replaces each matrix of weights in a trained network by the product of two thin ones, and says for each rank what is
    left of the network: its parameters, how much it reads rightly, and its time.

    A dense layer is y = x W + b, and W is m×n. If W ≈ A B with A m×k and B k×n, then y ≈ (x A) B + b: two layers with
    k(m + n) numbers in place of mn. The SVD gives the best A B of each rank, W ≈ (Uₖ sₖ) Vₖᵀ, and what is left over is
    exactly the rest of the singular values (Eckart and Young, 1936). That is *by weights*. *By outputs* asks what
    changes least of x W for the images that it has learned from: with the right singular vectors V of x W it is
    (W Vₖ) Vₖᵀ, which as a rule costs fewer mistakes, although it is further from W. A convolution is a matrix, too,
    with a column for each kernel. With *tune* the thin matrices learn on for a while. A layer stays whole at a rank at
    which two were larger.

    The *update* is the same idea, for learning something new: the images are turned, say, and the network reads them no
    more. Its weights stand still, and only a product A B beside each of them learns; afterwards it is added to them. So
    large language models are fitted to a task (LoRA, 2022).

    Some images of each kind are kept back and have no part in anything but the test. With a saved model, leave *test*
    and *seed* as they were when it learned, or it has seen some of them before. What was compressed is a model that
    `digits --use model.npz` reads with.
    """
    asked = [name for name, value in (("rank", rank), ("energy", energy), ("share", share)) if value is not None]
    if len(asked) > 1:
        raise InputError(f"Both {asked[0]} and {asked[1]} say how much to keep.", "Give one of them.")
    model = Recogniser.load(use) if use is not None else None
    classes, labels = known_to(model, images, opened(use).name) if model and use else classes_of(images)
    kept = kept_of(images, test, seed)
    old, new = images.take(~kept), images.take(kept)
    if model is None:
        plan = Plan(epochs or usual_of(images.pixels.shape[1:]).epochs, RATE, True, seed)
        training, model = learned(old, classes, labels[~kept], layers, plan)
        if training.interrupted:
            raise KeyboardInterrupt
    known = Known(model, old.pixels, labels[~kept], new.pixels, labels[kept])
    found = compressed(known, Ways.of(known), Asked(rank, energy, share, by, tune, seed))
    task = changed_task(known, change, epochs or FEW, seed) if change != "none" else None
    return answer(known, found, task, images.notes)
