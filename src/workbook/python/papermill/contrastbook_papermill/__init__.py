"""Makes papermill set parameters of TypeScript notebooks."""

# papermill imports `register` while it is imported itself: whoever imports this package first must not be half way
import papermill  # noqa: F401
