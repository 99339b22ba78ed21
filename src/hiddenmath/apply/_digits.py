"""The tool `digits`."""

from typing import Annotated, Literal

from hiddenmath.apply._digit_networks import Plan, classes_of, kept_of, learned, usual_of, variants
from hiddenmath.apply._file import File
from hiddenmath.apply._learned_digits import NOTHING, compared_networks, of_network
from hiddenmath.apply._new_digits import of_new_images
from hiddenmath.apply._option import Option
from hiddenmath.apply._result import Picture, Result
from hiddenmath.apply._tool import tool
from hiddenmath.apply.neural._recogniser import Recogniser
from hiddenmath.data import Images, InputError


@tool(
    estimator="NeuralNetwork",
    saves="model.npz",
    begins="digits",
    trial=Picture("digit", {"model": "dense", "sample": 3}),
)
def digits(
    images: Images,
    *,
    network: Annotated[
        Literal["dense", "convolution"],
        Option("dense: each unit sees all pixels; convolution: small kernels that see every place."),
    ] = "dense",
    width: Annotated[
        int | None,
        Option("Units of each hidden layer (128), or kernels of the first convolution (8 or 16).", min=1, max=2048),
    ] = None,
    depth: Annotated[
        int | None, Option("Hidden layers (1), or convolutions, each with twice the kernels (2 or 1).", min=0, max=8)
    ] = None,
    use: Annotated[
        File | None, Option("A model saved earlier, to recognise these images by instead of learning.", suffix=".npz")
    ] = None,
    layers: Annotated[
        str, Option("In place of these: all layers but the last in words, such as dense 64, tanh, dense 32, tanh.")
    ] = "",
    epochs: Annotated[
        int | None, Option("How often it goes through all images; by default 5, of small images 20.", min=1, max=1000)
    ] = None,
    rate: Annotated[float, Option("The step that Adam takes; it falls to nothing.", min=1e-9, max=1e3)] = 5e-3,
    shift: Annotated[
        bool, Option("Learn from each image also moved by a pixel up, down, left and right: five times as many.")
    ] = True,
    compare: Annotated[
        bool, Option("Also learn networks half and twice as wide, shallower and deeper, and run the same in PyTorch.")
    ] = False,
    test: Annotated[
        float, Option("The share of the images of each kind to keep back as a test.", min=0.01, max=0.9)
    ] = 0.2,
    seed: Annotated[int, Option("Draws what is kept back, the first weights and the batches.", min=0)] = 0,
) -> Result:
    """Digits: a neural network that reads them.

    Learns to tell digits, or other small images of a few kinds, says how many it reads rightly that it has never seen,
    which it takes for which, and what each layer of the network is.

    A network is linear maps with a bend between them. *Dense*: y = x W + b for all pixels x, then ReLU, which cuts off
    what is negative, and again. *Convolution*: the same small kernel over every place of the image, which is a matrix
    product, too, and of each square the largest. The last layer gives a number for each kind; softmax makes chances of
    them, and the loss is −log of the chance of the right one. Learning goes through the layers backwards, each the
    transpose of its derivative, and takes a small step downhill.

    Some images of each kind are kept back and have no part in the learning. The table *layers* says of each layer its
    shape, parameters, and multiplications and additions for one image; the *condition* of its weights, the largest
    singular value over the smallest; how large its outputs and the gradient are that comes back to it; and how many of
    its units are dead, always 0. What went wrong, if it did, is said in words.

    `hiddenmath data get mnist` fetches 5,000 digits of 28×28 pixels; those that come along have 8×8. A model that was
    saved reads new images; `in_pytorch.py` is the same network as a program for PyTorch, with the same weights, and
    `in_hiddenmath.py` the one here; with *compare* both take the same steps, if PyTorch is installed, and their losses
    are set side by side.
    """
    if use is not None:
        return of_new_images(images, Recogniser.load(use))
    if layers and compare:
        raise InputError("compare changes width and depth, and layers sets them.", "To compare, leave layers out.")
    classes, labels = classes_of(images, "To read images, set use to a model saved earlier.")
    kept = kept_of(images, test, seed)
    known, new = images.take(~kept), images.take(kept)
    size = known.pixels[0].shape
    plan = Plan(epochs or usual_of(size).epochs, rate, shift, seed)
    words = [layers] if layers else variants(network, width, depth, size)
    trained = [learned(known, classes, labels[~kept], w, plan) for w in (words if compare else words[:1])]
    compared = compared_networks(trained, new, labels[kept]) if compare else NOTHING
    return of_network(*trained[0], new, labels[kept], compared, images.notes)
