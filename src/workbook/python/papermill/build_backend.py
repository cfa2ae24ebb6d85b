"""Builds the wheel with nothing but Python, which a machine without a network has (PEP 517)."""

import base64
import hashlib
import pathlib
import zipfile

HERE = pathlib.Path(__file__).parent
NAME = "contrastbook_papermill"
VERSION = "0.1.0"
METADATA = f"""Metadata-Version: 2.1
Name: contrastbook-papermill
Version: {VERSION}
Summary: papermill parameters for TypeScript notebooks
License: Apache-2.0
Requires-Python: >=3.10
Requires-Dist: papermill>=2.6
"""
WHEEL = """Wheel-Version: 1.0
Generator: contrastbook
Root-Is-Purelib: true
Tag: py3-none-any
"""
ENTRY_POINTS = f"""[papermill.engine]
contrastbook = {NAME}.register:Engine
"""


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    info = f"{NAME}-{VERSION}.dist-info"
    files = {f"{NAME}/{path.name}": path.read_bytes() for path in sorted((HERE / NAME).glob("*.py"))}
    for name, text in {"METADATA": METADATA, "WHEEL": WHEEL, "entry_points.txt": ENTRY_POINTS}.items():
        files[f"{info}/{name}"] = text.encode()
    record = "".join(f"{name},sha256={digest(content)},{len(content)}\n" for name, content in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    wheel = f"{NAME}-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(wheel_directory) / wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return wheel


def digest(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
