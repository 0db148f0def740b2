"""Constants of Mach-O files."""
LC_ID_DYLIB = 0xD
