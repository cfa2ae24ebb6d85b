/** What the help of the whole program says below its commands. */
export const helpAfter = `
Each command explains itself: npx contrastbook run --help

Exit status: 0 done, 1 failed, 2 the command is wrong, 130 stopped by Ctrl-C.

Environment:
  CONTRASTBOOK_HOME      where the engine and the data are kept; default .contrastbook in the checkout
  CONTRASTBOOK_DEVICE    cpu: the CPU library even where there is an NVIDIA driver
  CONTRASTBOOK_THREADS   threads of TensorFlow
  CONTRASTBOOK_PYTHON    the Python that makes .venv
  CONTRASTBOOK_THEME     light or dark: the page of figures
  CONTRASTBOOK_CHROMIUM  the browser of the browser tests
  CXX                    the C++ compiler for the addon
`;
