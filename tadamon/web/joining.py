"""PDFs joined into one file with their tags: each is written as it comes, so that only one is ever held.

pypdf reads them. Its own writer keeps every object of all of them, 4 KB each, and leaves the tags behind.
"""

import zlib
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, IndirectObject, NumberObject, StreamObject
from pypdf.generic import NameObject as Name

CATALOG, PAGES, TAGS, DOCUMENT = range(1, 5)  # objects of the whole, written last
OF_ALL = ("/Lang", "/MarkInfo", "/Metadata", "/ViewerPreferences")  # told by the first for all
MARKED = ("/StructParents", "/StructParent")  # keys of the tree that leads from a page to its tags


class Joined:
    """A file being written: `add` PDFs that carry tags, then `finish`. Title and language are those of the first."""

    def __init__(self, file):
        self.file, self.at = file, 0
        self.places = {}  # object → (1, where it stands, 0) or (2, the stream it stands in, its place there)
        self.last = DOCUMENT
        self.pages, self.tops, self.marks, self.catalog, self.info = [], [], [], None, None
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def add(self, pdf: bytes) -> None:
        """Raises KeyError when it has no tags."""
        reader = PdfReader(BytesIO(pdf))
        root, piece = reader.root_object, Piece(self, self.marks[-2] + 1 if self.marks else 0)
        tags = root["/StructTreeRoot"]
        document = tags["/K"][0]
        for page in reader.pages:
            piece.known[page.raw_get("/Parent").idnum] = PAGES
            self.pages.append(piece.copy(page.indirect_reference))
        piece.known[document.indirect_reference.idnum] = DOCUMENT
        self.tops += [piece.copy(each) for each in document["/K"]]
        marks = list(tags["/ParentTree"]["/Nums"])
        for key, found in zip(marks[::2], marks[1::2], strict=True):
            self.marks += [NumberObject(key + piece.marks), piece.copy(found)]
        if self.catalog is None:
            self.catalog = {name: piece.copy(root.raw_get(name)) for name in OF_ALL if name in root}
            self.info = piece.copy(reader.trailer.raw_get("/Info"))
        self._keep(piece.objects())

    def finish(self) -> None:
        pages = {"/Type": Name("/Pages"), "/Kids": ArrayObject(self.pages), "/Count": NumberObject(len(self.pages))}
        document = {"/Type": Name("/StructElem"), "/S": Name("/Document"), "/P": ref(TAGS)}
        marks = made({"/Nums": ArrayObject(self.marks)})
        tags = {"/Type": Name("/StructTreeRoot"), "/K": ArrayObject([ref(DOCUMENT)]), "/ParentTree": marks}
        catalog = {"/Type": Name("/Catalog"), "/Pages": ref(PAGES), "/StructTreeRoot": ref(TAGS)} | self.catalog
        document |= {"/K": ArrayObject(self.tops)}
        told = {CATALOG: catalog, PAGES: pages, TAGS: tags, DOCUMENT: document}
        self._keep({number: made(each) for number, each in told.items()})
        self._end()

    def next(self) -> int:
        self.last += 1
        return self.last

    def _keep(self, objects: dict) -> None:
        """Streams as they are, all else together in one compressed stream."""
        inside = {}
        for number, thing in objects.items():
            if isinstance(thing, StreamObject):
                self._object(number, thing)
            else:
                inside[number] = written(thing)
        stream, head, at = self.next(), [], 0
        for place, (number, text) in enumerate(inside.items()):
            self.places[number] = (2, stream, place)
            head.append(f"{number} {at}")
            at += len(text) + 1
        first = " ".join(head).encode() + b"\n"
        told = {"/Type": Name("/ObjStm"), "/N": NumberObject(len(inside)), "/First": NumberObject(len(first))}
        self._object(stream, packed(told, first + b"\n".join(inside.values())))

    def _object(self, number: int, thing) -> None:
        self.places[number] = (1, self.at, 0)
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, written(thing)))

    def _end(self) -> None:
        """The table of where every object stands, itself the last object."""
        start, number = self.at, self.next()
        self.places[number] = (1, start, 0)
        rows = [(0, 0, 65535), *(self.places.get(each, (0, 0, 0)) for each in range(1, number + 1))]
        table = b"".join(kind.to_bytes(1) + where.to_bytes(5) + place.to_bytes(3) for kind, where, place in rows)
        widths = ArrayObject(map(NumberObject, (1, 5, 3)))
        told = {"/Type": Name("/XRef"), "/Size": NumberObject(number + 1), "/W": widths, "/Root": ref(CATALOG)}
        stream = packed(told | {"/Info": self.info}, table)
        self._write(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, written(stream), start))

    def _write(self, text: bytes) -> None:
        self.file.write(text)
        self.at += len(text)


class Piece:
    """One PDF under new numbers; `marks` is added to its keys of the tree of marks."""

    def __init__(self, whole: Joined, marks: int):
        self.whole, self.marks = whole, marks
        self.known, self.waiting = {}, []

    def copy(self, thing):
        if isinstance(thing, IndirectObject):
            return self._refer(thing)
        if isinstance(thing, ArrayObject):
            return ArrayObject(map(self.copy, thing))
        if isinstance(thing, DictionaryObject):
            for name, value in list(thing.items()):
                by = self.marks if name in MARKED else None
                thing[Name(name)] = self.copy(value) if by is None else NumberObject(value + by)
        return thing

    def _refer(self, thing: IndirectObject) -> IndirectObject:
        if thing.idnum not in self.known:
            self.known[thing.idnum] = self.whole.next()
            self.waiting.append(thing)
        return ref(self.known[thing.idnum])

    def objects(self) -> dict:
        """All that was referred to, and what that refers to in turn, by the new numbers."""
        found = {}
        while self.waiting:
            thing = self.waiting.pop()
            found[self.known[thing.idnum]] = self.copy(thing.get_object())
        return found


def ref(number: int) -> IndirectObject:
    return IndirectObject(number, 0, None)


def made(told: dict) -> DictionaryObject:
    return DictionaryObject({Name(name): value for name, value in told.items()})


def packed(told: dict, text: bytes) -> StreamObject:
    stream = DecodedStreamObject()
    stream.update(made(told | {"/Filter": Name("/FlateDecode")}))
    stream.set_data(zlib.compress(text))
    return stream


def written(thing) -> bytes:
    text = BytesIO()
    thing.write_to_stream(text)
    return text.getvalue()
