"""Neural networks: linear maps, bent, and run backwards. A layer is a function that answers `(output, pullback)`.

To read: `_layer` says what that is, then a file for each layer, its equation and its pullback above the lines that do
them: `_dense`, `_relu`, `_tanh`, `_sigmoid`, `_softmax`, `_cross_entropy`; `_convolution` (with `_windows`), `_pool`,
`_flatten`; `_recurrent`, `_last`; `_embedding`, `_positions`, `_layer_norm`, `_attention`, `_self_attention`,
`_residual`; `_low_rank_update`. `_chain` runs them backwards, `_network` holds their parameters, `_fit` learns.
"""

from hiddenmath.apply.neural._adam import adam
from hiddenmath.apply.neural._adapted import adapted, merged
from hiddenmath.apply.neural._attention import attention
from hiddenmath.apply.neural._chain import chain
from hiddenmath.apply.neural._clip import clip
from hiddenmath.apply.neural._convolution import convolution
from hiddenmath.apply.neural._cross_entropy import cross_entropy
from hiddenmath.apply.neural._dense import dense
from hiddenmath.apply.neural._diagnosis import diagnosis
from hiddenmath.apply.neural._diverged import Diverged
from hiddenmath.apply.neural._embedding import embedding
from hiddenmath.apply.neural._factored import Factors, by_outputs, by_weights, factored
from hiddenmath.apply.neural._fit import Settings, Training, fit, gradient
from hiddenmath.apply.neural._flatten import flatten
from hiddenmath.apply.neural._last import last
from hiddenmath.apply.neural._layer_norm import layer_norm
from hiddenmath.apply.neural._low_rank_update import low_rank_update
from hiddenmath.apply.neural._network import Network
from hiddenmath.apply.neural._pool import pool
from hiddenmath.apply.neural._positions import positions
from hiddenmath.apply.neural._program import in_hiddenmath
from hiddenmath.apply.neural._pytorch import in_pytorch
from hiddenmath.apply.neural._recurrent import recurrent
from hiddenmath.apply.neural._relu import relu
from hiddenmath.apply.neural._report import LayerReport, report
from hiddenmath.apply.neural._residual import residual
from hiddenmath.apply.neural._self_attention import self_attention
from hiddenmath.apply.neural._sgd import momentum, sgd
from hiddenmath.apply.neural._sigmoid import sigmoid
from hiddenmath.apply.neural._softmax import softmax
from hiddenmath.apply.neural._tanh import tanh

__all__ = [
    "Diverged",
    "Factors",
    "LayerReport",
    "Network",
    "Settings",
    "Training",
    "adam",
    "adapted",
    "attention",
    "by_outputs",
    "by_weights",
    "chain",
    "clip",
    "convolution",
    "cross_entropy",
    "dense",
    "diagnosis",
    "embedding",
    "factored",
    "fit",
    "flatten",
    "gradient",
    "in_hiddenmath",
    "in_pytorch",
    "last",
    "layer_norm",
    "low_rank_update",
    "merged",
    "momentum",
    "pool",
    "positions",
    "recurrent",
    "relu",
    "report",
    "residual",
    "self_attention",
    "sgd",
    "sigmoid",
    "softmax",
    "tanh",
]
