"""The zip container: entries copied as raw bytes, so that what is not ours cannot change.

`zipfile` reads the central directory (APPNOTE.TXT 4.3.12: the authority on sizes and places); writing is
done here, because `zipfile` can't copy an entry without unpacking and packing it anew.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Archive", "ArchiveWriter", "Entry", "part_key"]

_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_EXTRA = struct.Struct("<HH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = 0x04034B50, 0x02014B50, 0x06054B50
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x01, 0x08, 0x800
_ZIP64 = 0x0001
_LIMIT, _MOST_ENTRIES = 0xFFFFFFFF, 0xFFFF
_CHUNK = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)


def part_key(name: str) -> str:
    """Bring a zip or part name to the form in which names are the same part (ECMA-376 part 2 section 6.2.2).

    Part names compare without case; producers also write backslashes, a leading slash and percent escapes.
    """
    return unquote(name.replace("\\", "/")).lstrip("/").lower()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a zip.

    Args:
        info: What the central directory says of it.
        key: Its name as a part's key.
    """

    info: zipfile.ZipInfo
    key: str


class Archive:
    """A zip opened for reading.

    Args:
        handle: The file, open for reading and seeking; it stays the caller's to close.

    Raises:
        zipfile.BadZipFile: If there is no readable central directory.
    """

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self._zip = zipfile.ZipFile(handle)
        self.comment = self._zip.comment
        self.entries = tuple(Entry(info, part_key(info.orig_filename)) for info in self._zip.infolist())

    def read(self, entry: Entry) -> bytes:
        """Unpack an entry, checked against its CRC and size."""
        return b"".join(self.unpacked(entry))

    def unpacked(self, entry: Entry) -> Iterator[bytes]:
        """Unpack an entry piece by piece.

        Raises:
            zipfile.BadZipFile: If CRC, size or method is not what the directory says.
        """
        info, crc, size = entry.info, 0, 0
        if info.flag_bits & _ENCRYPTED:
            raise zipfile.BadZipFile(f"{info.filename} is encrypted")
        for piece in self._inflate(entry):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            if size > info.file_size:
                break
            yield piece
        if crc != info.CRC or size != info.file_size:
            raise zipfile.BadZipFile(f"{info.filename} does not match its checksum")

    def packed(self, entry: Entry) -> Iterator[bytes]:
        """Give the packed bytes of an entry as they are."""
        self._handle.seek(self._start(entry))
        left = entry.info.compress_size
        while left:
            at = self._handle.tell()
            piece = self._handle.read(min(_CHUNK, left))
            if not piece:
                raise zipfile.BadZipFile(f"{entry.info.filename} is cut short")
            left -= len(piece)
            yield piece
            self._handle.seek(at + len(piece))  # the consumer may have moved the handle

    def local_extra(self, entry: Entry) -> bytes:
        """Give the extra field of an entry's own header, which may differ from the directory's."""
        header = self._header(entry)
        self._handle.seek(header[9], 1)
        return self._handle.read(header[10])

    def _header(self, entry: Entry) -> tuple[int, ...]:
        self._handle.seek(entry.info.header_offset)
        raw = self._handle.read(_LOCAL.size)
        if len(raw) < _LOCAL.size or not raw.startswith(b"PK\3\4"):
            raise zipfile.BadZipFile(f"{entry.info.filename} is not where the directory says")
        return _LOCAL.unpack(raw)

    def _start(self, entry: Entry) -> int:
        header = self._header(entry)
        return entry.info.header_offset + _LOCAL.size + header[9] + header[10]

    def _inflate(self, entry: Entry) -> Iterator[bytes]:
        if entry.info.compress_type == zipfile.ZIP_STORED:
            yield from self.packed(entry)
            return
        if entry.info.compress_type != zipfile.ZIP_DEFLATED:  # all that ECMA-376 part 2 annex B allows
            raise zipfile.BadZipFile(f"{entry.info.filename} is packed in a way that workbooks do not use")
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        for piece in self.packed(entry):
            data = inflater.decompress(piece, _CHUNK)
            while data:
                yield data
                data = inflater.decompress(inflater.unconsumed_tail, _CHUNK)
        yield inflater.flush()


class ArchiveWriter:
    """A zip being written, entry after entry.

    Args:
        handle: An empty file, open for writing.
    """

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self._at = 0
        self._directory: list[bytes] = []
        self.packed_crc: list[int] = []
        """CRC of each entry's packed bytes, in the order of writing: what a re-read has to find."""

    def copy(self, archive: Archive, entry: Entry) -> None:
        """Copy an entry raw. Sizes are known by now, so the flag that they follow the data is cleared."""
        extra = _without_zip64(archive.local_extra(entry))
        self._header(entry.info, extra)
        crc = 0
        for piece in archive.packed(entry):
            crc = zlib.crc32(piece, crc)
            self._write(piece)
        self.packed_crc.append(crc)

    def add(self, name: str, data: bytes, date: tuple[int, int, int, int, int, int] = _EPOCH) -> None:
        """Pack a part. The fixed date makes the same parts the same bytes on every refresh."""
        packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(data) + packer.flush()
        info = zipfile.ZipInfo(name, date)
        info.compress_type, info.CRC = zipfile.ZIP_DEFLATED, zlib.crc32(data)
        info.file_size, info.compress_size = len(data), len(packed)
        info.flag_bits = 0 if name.isascii() else _UTF8
        info.create_version = info.extract_version = 20
        info.create_system = 0  # as Excel writes it, and the same on every platform
        self._header(info, b"")
        self._write(packed)
        self.packed_crc.append(zlib.crc32(packed))

    def close(self, comment: bytes) -> None:
        """Write the central directory.

        Raises:
            zipfile.LargeZipFile: If the package needs zip64.
        """
        directory, count = b"".join(self._directory), len(self._directory)
        if self._at + len(directory) > _LIMIT or count >= _MOST_ENTRIES:
            raise zipfile.LargeZipFile("the workbook is larger than 4 GB")
        end = _END.pack(_END_MARK, 0, 0, count, count, len(directory), self._at, len(comment))
        self._handle.write(directory + end + comment)

    def _write(self, data: bytes) -> None:
        self._handle.write(data)
        self._at += len(data)

    def _header(self, info: zipfile.ZipInfo, extra: bytes) -> None:
        if max(info.file_size, info.compress_size, self._at) >= _LIMIT:
            raise zipfile.LargeZipFile("the workbook is larger than 4 GB")
        name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")
        flags, (date, time) = info.flag_bits & ~_SIZES_FOLLOW, _dos_time(info.date_time)
        sizes = (info.CRC, info.compress_size, info.file_size)
        common = (flags, info.compress_type, time, date, *sizes)
        kept = _without_zip64(info.extra)
        made = info.create_system << 8 | info.create_version
        lengths = (len(name), len(kept), len(info.comment))
        attributes = (0, info.internal_attr, info.external_attr, self._at)
        central = _CENTRAL.pack(_CENTRAL_MARK, made, info.extract_version, *common, *lengths, *attributes)
        self._directory.append(central + name + kept + info.comment)
        self._write(_LOCAL.pack(_LOCAL_MARK, info.extract_version, *common, len(name), len(extra)) + name + extra)


def _dos_time(moment: tuple[int, int, int, int, int, int]) -> tuple[int, int]:
    year, month, day, hour, minute, second = moment
    return (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2


def _without_zip64(extra: bytes) -> bytes:
    """Drop the zip64 record: sizes stand in the plain fields now, and a stale record would contradict them."""
    kept, at = b"", 0
    while at + _EXTRA.size <= len(extra):
        kind, length = _EXTRA.unpack_from(extra, at)
        record = extra[at : at + _EXTRA.size + length]
        kept += b"" if kind == _ZIP64 else record
        at += len(record)
    return kept
