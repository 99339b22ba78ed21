"""The tool `generate`."""

from typing import Annotated

from hiddenmath.apply._file import File
from hiddenmath.apply._learnt_letters import Learnt, told
from hiddenmath.apply._letter_model import LetterModel
from hiddenmath.apply._letter_training import Kind, Plan, layers_of, learned, windows
from hiddenmath.apply._letters import letters_of
from hiddenmath.apply._looked_at import SAVED, left_out, looked_at
from hiddenmath.apply._option import Option
from hiddenmath.apply._pieces import in_pieces, pairs_of
from hiddenmath.apply._result import Picture, Result
from hiddenmath.apply._tool import tool
from hiddenmath.data import Texts

WIDTH = {"transformer": 64, "recurrent": 192}
DEPTH = {"transformer": 2, "recurrent": 1}
MANY = 12  # letters that are told
LOOKED = 40  # letters of what it wrote that are looked at, where nothing is asked


@tool(
    saves=SAVED,
    begins="shakespeare",
    trial=Picture(
        "attention", {"model": "/data/transformers/shakespeare.npz", "sentence": "What is the matter, my", "head": 4}
    ),
)
def generate(
    texts: Texts,
    *,
    network: Annotated[
        Kind, Option("transformer: each piece looks back at all others; recurrent: a state that is carried along.")
    ] = "transformer",
    minutes: Annotated[float, Option("How long it learns.", min=0.001, max=600)] = 0.3,
    sentence: Annotated[
        str, Option("What is looked at piece by piece; by default the beginning of what it wrote.")
    ] = "",
    prompt: Annotated[str, Option("How the new text begins.")] = "",
    length: Annotated[int, Option("How many letters it writes.", min=1, max=20_000)] = 500,
    temperature: Annotated[
        float, Option("Below 1 it takes likely letters more often, above 1 more seldom.", min=0, max=10)
    ] = 0.8,
    width: Annotated[int | None, Option("Numbers for each piece (64), or of the state (192).", min=1, max=1024)] = None,
    depth: Annotated[int | None, Option("Blocks of a transformer (2), or recurrent layers (1).", min=1, max=12)] = None,
    window: Annotated[int, Option("How many pieces back it can look.", min=8, max=512)] = 32,
    pieces: Annotated[
        int, Option("Up to so many common parts of words count as one letter; 0: letters only.", min=0, max=4000)
    ] = 440,
    epochs: Annotated[
        int | None, Option("How often it goes through the text, in place of minutes: the same bits each time.", min=1)
    ] = None,
    rate: Annotated[float, Option("The step that Adam takes; it falls to nothing.", min=1e-9, max=1e3)] = 4e-3,
    test: Annotated[float, Option("The share of the text to keep back as a test.", min=0.02, max=0.5)] = 0.1,
    seed: Annotated[int, Option("Draws the first weights, the batches and what is written.", min=0)] = 0,
    use: Annotated[
        File | None, Option("A model saved earlier, to write with instead of learning.", suffix=".npz")
    ] = None,
) -> Result:
    """Generate: a small language model that learns from a text.

    Learns which letters come next, writes a new text, and says how well it foresees text that it has never seen, beside
    a Markov chain. Over a sentence of yours it shows what looked at what.

    A text is read in *pieces*: letters, and parts of words that are common in it, so that in as much time it sees more
    of the text and writes words sooner. Each piece becomes a row of numbers, X. A *transformer* makes of them questions
    Q = X W₁, keys K = X W₂ and values V = X W₃. P = softmax(Q Kᵀ/√d) says how much each piece looks at each one before
    it, and P V is what it learns from them; a small dense network follows, and this again. A *recurrent* network goes
    from piece to piece and carries a state along, h = tanh(x Wₓ + h Wₕ + b). Both end with a number for each piece, of
    which softmax makes chances.

    *Perplexity* is among how many letters, all equally likely, one would be as unsure: e to the mean of −log p, over
    stretches of the text that were kept back. A Markov chain only counts what followed the last letters; of its orders
    up to 8, each leaning on the shorter ones (Kneser and Ney), the best is told. On little text it is hard to beat.

    On its page one types a sentence, and the picture follows at every key: first over a small transformer that has read
    these tragedies, then over the one that was learned.

    It learns for so many minutes: 0.3 give what looks like words, 2 give words and lines. A large language model does
    this, too, with far more text, pieces and parameters.
    """
    if use is not None:
        model, learnt = LetterModel.load(use), Learnt({}, {}, (), {})
    else:
        text = letters_of(texts, test)
        pairs = pairs_of(text.known, text.letters, pieces)
        many = len(text.letters) + len(pairs)
        layers = layers_of(network, many, width or WIDTH[network], depth or DEPTH[network])
        x, labels = windows(in_pieces(text.known, pairs, len(text.letters)), window)
        training = learned(layers, x, labels, Plan(minutes, epochs, rate, seed))
        model = LetterModel(training.network, text.letters, pairs)
        learnt = told(text, training, model, x, labels)
    written = model.write(prompt, length, temperature, seed)
    looked = sentence or (prompt + written)[:LOOKED]
    tables, picture = looked_at(model, looked)
    strange = model.strange(prompt + sentence)
    unread = (f"It never learned {strange[:MANY]!r}: to it all such letters are the same.",) if strange else ()
    return Result(
        {**learnt.numbers, "parameters": len(model.network.theta)},
        {**tables, **learnt.tables},
        "sentence",
        picture,
        {"text.txt": f"{prompt}{written}\n".encode(), SAVED: model.save(), **learnt.files},
        (*unread, *left_out(model, sentence), *learnt.notes, *texts.notes),
        key={"perplexity": "number", "markov_perplexity": "number", "parameters": "number"},
        written=prompt + written,
    )
