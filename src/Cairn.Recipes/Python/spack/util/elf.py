"""Reading and changing the dynamic sections of ELF files (System V ABI, "Program Loading and Dynamic Linking")."""
import struct

_LOAD, _DYNAMIC, _INTERPRETER = 1, 2, 3
_NEEDED, _STRING_TABLE, _SONAME, _RPATH, _RUNPATH = 1, 5, 14, 15, 29


class ElfParsingError(Exception):
    """A file is no ELF file, or not one that makes sense."""


class ELF_CONSTANTS:
    """Numbers of the format that callers compare with."""

    CLASS32, CLASS64 = 1, 2
    DATA2LSB, DATA2MSB = 1, 2
    ET_EXEC, ET_DYN = 2, 3
    DT_NEEDED, DT_RPATH, DT_RUNPATH, DT_SONAME = _NEEDED, _RPATH, _RUNPATH, _SONAME


class ElfHeader:
    """The part of the file's header that is of use."""

    def __init__(self, e_type, e_machine):
        self.e_type, self.e_machine = e_type, e_machine


class ElfFile:
    """What an ELF file says about itself."""

    def __init__(self):
        self.is_64_bit = self.is_little_endian = True
        self.byte_order = "<"
        self.elf_hdr = None
        self.pt_load = []
        self.has_pt_interp = self.has_pt_dynamic = self.has_rpath = self.is_runpath = self.has_needed = self.has_soname = False
        self.pt_interp_str = self.dt_rpath_str = self.dt_soname_str = b""
        self.dt_needed_strs = []
        self.dt_needed_strtab_offsets = []
        self.pt_dynamic_p_offset = self.pt_dynamic_p_filesz = self.pt_dynamic_strtab_offset = 0


def _read(file, offset, count):
    file.seek(offset)
    data = file.read(count)
    if len(data) != count:
        raise ElfParsingError("the file ends too early")
    return data


def _text(file, offset):
    file.seek(offset)
    text = b""
    while b"\0" not in text:
        more = file.read(256)
        if not more:
            raise ElfParsingError("a string has no end")
        text += more
    return text[: text.index(b"\0")]


def _file_offset(elf, address):
    for start, offset, size in elf.pt_load:
        if start <= address < start + size:
            return address - start + offset
    raise ElfParsingError("an address is in no segment")


def parse_elf(f, interpreter=False, dynamic_section=False, only_header=False):
    """Parses an open file."""
    elf = ElfFile()
    ident = _read(f, 0, 16)
    if ident[:4] != b"\x7fELF":
        raise ElfParsingError("not an ELF file")
    if ident[4] not in (1, 2) or ident[5] not in (1, 2):
        raise ElfParsingError("an unknown class or byte order")
    elf.is_64_bit, elf.is_little_endian = ident[4] == 2, ident[5] == 1
    elf.byte_order = "<" if elf.is_little_endian else ">"
    form = elf.byte_order + ("HHIQQQIHHH" if elf.is_64_bit else "HHIIIIIHHH")
    header = struct.unpack(form, _read(f, 16, struct.calcsize(form)))
    elf.elf_hdr = ElfHeader(header[0], header[1])
    if elf.elf_hdr.e_type not in (2, 3):
        raise ElfParsingError("neither a program nor a shared library")
    if only_header:
        return elf
    segment = elf.byte_order + ("IIQQQQQQ" if elf.is_64_bit else "IIIIIIII")
    for i in range(header[9]):
        parts = struct.unpack(segment, _read(f, header[4] + i * header[8], struct.calcsize(segment)))
        kind = parts[0]
        offset, address, size = (parts[2], parts[3], parts[5]) if elf.is_64_bit else (parts[1], parts[2], parts[4])
        if kind == _LOAD:
            elf.pt_load.append((address, offset, size))
        elif kind == _INTERPRETER:
            elf.has_pt_interp = True
            if interpreter:
                elf.pt_interp_str = _read(f, offset, size).split(b"\0")[0]
        elif kind == _DYNAMIC:
            elf.has_pt_dynamic = True
            elf.pt_dynamic_p_offset, elf.pt_dynamic_p_filesz = offset, size
    if dynamic_section and elf.has_pt_dynamic:
        _parse_dynamic(f, elf)
    return elf


def _entries(f, elf):
    """Triples of the place in the file, tag and value."""
    form = elf.byte_order + ("QQ" if elf.is_64_bit else "II")
    size = struct.calcsize(form)
    for offset in range(elf.pt_dynamic_p_offset, elf.pt_dynamic_p_offset + elf.pt_dynamic_p_filesz, size):
        tag, value = struct.unpack(form, _read(f, offset, size))
        if tag == 0:
            return
        yield offset, tag, value


def _parse_dynamic(f, elf):
    rpath = soname = strings = None
    for _, tag, value in list(_entries(f, elf)):
        if tag == _NEEDED:
            elf.has_needed = True
            elf.dt_needed_strtab_offsets.append(value)
        elif tag == _STRING_TABLE:
            strings = value
        elif tag == _SONAME:
            elf.has_soname, soname = True, value
        elif tag in (_RPATH, _RUNPATH):
            elf.has_rpath, elf.is_runpath, rpath = True, tag == _RUNPATH, value
    if strings is None:
        raise ElfParsingError("the dynamic section has no strings")
    table = elf.pt_dynamic_strtab_offset = _file_offset(elf, strings)
    elf.dt_needed_strs = [_text(f, table + offset) for offset in elf.dt_needed_strtab_offsets]
    if elf.has_soname:
        elf.dt_soname_str = _text(f, table + soname)
    if elf.has_rpath:
        elf.dt_rpath_str = _text(f, table + rpath)


def get_rpaths(path):
    """The directories of a file's RPATH or RUNPATH; None if it has none."""
    try:
        with open(path, "rb") as f:
            elf = parse_elf(f, dynamic_section=True)
    except ElfParsingError:
        return None
    return elf.dt_rpath_str.decode("utf-8").split(":") if elf.has_rpath else None


def get_interpreter(path):
    """The loader of a program; None if it has none."""
    try:
        with open(path, "rb") as f:
            elf = parse_elf(f, interpreter=True)
    except ElfParsingError:
        return None
    return elf.pt_interp_str.decode("utf-8") if elf.has_pt_interp else None


def _delete_entries(f, elf, is_wanted):
    """Takes entries out of the dynamic section: the others move up, zeros fill the end."""
    form = elf.byte_order + ("QQ" if elf.is_64_bit else "II")
    kept = [struct.pack(form, tag, value) for _, tag, value in list(_entries(f, elf)) if not is_wanted(tag, value)]
    data = b"".join(kept)
    f.seek(elf.pt_dynamic_p_offset)
    f.write(data + b"\0" * (elf.pt_dynamic_p_filesz - len(data)))


def delete_rpath(path):
    """Takes RPATH and RUNPATH out of a file."""
    with open(path, "rb+") as f:
        elf = parse_elf(f, dynamic_section=True)
        if elf.has_rpath:
            _delete_entries(f, elf, lambda tag, value: tag in (_RPATH, _RUNPATH))


def delete_needed_from_elf(f, elf, needed):
    """Takes a library out of those that an open file needs."""
    if not elf.has_needed or needed not in elf.dt_needed_strs:
        return
    offset = elf.dt_needed_strtab_offsets[elf.dt_needed_strs.index(needed)]
    _delete_entries(f, elf, lambda tag, value: tag == _NEEDED and value == offset)


def get_elf_compat(path):
    """A tuple that is equal for files that can be loaded together: 64 bit, byte order, machine."""
    with open(path, "rb") as f:
        elf = parse_elf(f, only_header=True)
    return elf.is_64_bit, elf.is_little_endian, elf.elf_hdr.e_machine
