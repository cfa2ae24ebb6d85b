"""Unpacks only what the engine needs: unpackWheel.py WHEEL TARGET PREFIX... (a whole TensorFlow wheel is 1.3 GB on disk)."""

import sys
import zipfile

wheel, target, *prefixes = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        if name.startswith(tuple(prefixes)):
            archive.extract(name, target)
