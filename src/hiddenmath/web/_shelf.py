"""The data that programs in lessons open, read before the sandbox closes: from then on no file can be read.

Each of these functions keeps what it has read, or the file's bytes.
"""

from contextlib import suppress

from hiddenmath import data

for _name in ("iris", "wine", "diabetes", "digits"):
    data.open(_name)
for _name in data.photos():
    data.photo(_name, width=96)  # with the code that scales
data.open_vectors("glove")
data.open_network("debian")
with suppress(data.InputError):  # not fetched (it is not ours to pass on), or damaged: a program that opens it is told
    data.open("ames")
