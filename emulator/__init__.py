"""An AWS emulator that judges the project's templates from outside.

ministack runs inside, started from an entry point of our own; moto answers what it
lacks. Nothing here imports `baseline`: the judge knows AWS, not the defendant.
`python -m emulator --help` lists the options; `emulator.control` lists the endpoints.
"""
