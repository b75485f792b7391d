"""The upload root of every setting's function: exactly what Lambda gets, and nothing else of ours.

Relative imports, the standard library and boto3 only, so that a module is the same as
`baseline.runtime.settings.x` in the checkout and as `runtime.settings.x` in Lambda.
"""
