"""The tar files releases travel in: same files, same bytes, and nothing of what makes tar dangerous."""

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.targets.errors import ReleaseRefused
from publishing.targets.tar import Writer, members

names = st.text("abcdef0123456789/.-", min_size=1, max_size=80).filter(
    lambda name: not name.startswith("/") and not name.endswith("/") and ".." not in name.split("/")
)
contents = st.lists(st.tuples(names, st.binary(max_size=1500)), max_size=6)


def packed(files: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    writer = Writer(out)
    for name, data in files:
        writer.add(name, len(data), io.BytesIO(data))
    writer.close()
    return out.getvalue()


def unpacked(data: bytes) -> list[tuple[str, bytes]]:
    return [(member.name, member.read()) for member in members(io.BytesIO(data))]


@given(contents)
def test_what_was_put_in_comes_out_and_other_programs_read_it_too(files):
    data = packed(files)
    assert unpacked(data) == files
    assert data == packed(files)
    with tarfile.open(fileobj=io.BytesIO(data)) as ordinary:
        assert ordinary.getnames() == [name for name, _ in files]


@given(st.data())
def test_a_cut_file_is_told_wherever_it_was_cut(data):
    whole = packed([("bundle.json", b"{}"), ("objects/a", b"x" * 700)])
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(ReleaseRefused) as refused:
        unpacked(whole[:cut])
    assert refused.value.code == "truncated"


def test_members_that_are_skipped_do_not_disturb_the_next():
    seen = [member.name for member in members(io.BytesIO(packed([("a", b"1" * 5000), ("b", b"2")])))]
    assert seen == ["a", "b"]


def foreign(name: str, **fields) -> bytes:
    """A tar file by another program, with one unusual member."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=fields.pop("format", tarfile.GNU_FORMAT)) as archive:
        info = tarfile.TarInfo(name)
        for field, value in fields.items():
            setattr(info, field, value)
        archive.addfile(info, io.BytesIO(bytes(info.size)))
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        foreign("/etc/passwd"),
        foreign("objects/../../etc/passwd"),
        foreign("objects/a", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        foreign("objects/a", type=tarfile.LNKTYPE, linkname="bundle.json"),
        foreign("objects/a", type=tarfile.CHRTYPE, devmajor=1, devminor=3),
        foreign("objects/a", type=tarfile.BLKTYPE),
        foreign("objects/a", type=tarfile.FIFOTYPE),
        foreign("objects", type=tarfile.DIRTYPE),
        foreign("a" * 200),  # GNU long name: a record as long as it claims to be
        foreign("文件", format=tarfile.PAX_FORMAT, pax_headers={"comment": "x"}),
        foreign("objects/a", type=tarfile.GNUTYPE_SPARSE),
        foreign("objects/a", type=tarfile.CONTTYPE),
        b"\x01" * 2048,
        b"PK\x03\x04" + bytes(2044),
        packed([("a", b"1")]) + b"more",
        packed([("a", b"1")]) + bytes(10 * 512),
    ],
)
def test_everything_but_plain_files_is_refused(data):
    with pytest.raises(ReleaseRefused) as refused:
        unpacked(data)
    assert refused.value.code == "hostile"


def test_a_header_that_claims_more_than_there_is_reads_nothing_into_memory():
    block = bytearray(tarfile.TarInfo("objects/a").tobuf(tarfile.GNU_FORMAT))
    info = tarfile.TarInfo("objects/a")
    info.size = 2**60
    block[:] = info.tobuf(tarfile.GNU_FORMAT)
    member = next(members(io.BytesIO(bytes(block))))
    with pytest.raises(ReleaseRefused) as refused:
        member.read(1024)
    assert refused.value.code == "truncated"
