"""How fast the program is, as ratios to floors that are measured in the same run."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program has it, before numpy is loaded
