"""Structure-aware fuzzing of the whole reading worker: `make fuzz`, or `python -m tests.fuzz [N] [--seed S]`.

Every input is a function of (seed, number, the seed documents), so that a finding can be made again by
`python -m tests.fuzz --seed S --only NUMBER`.
"""
