"""API Gateway, whose actions are HTTP methods and whose resources are paths.

Source: Service Authorization Reference, Amazon API Gateway Management.
"""

from __future__ import annotations

from ..access import Access, Place
from ..models import model
from ..operation import Operation


def accesses(operation: Operation, place: Place) -> tuple[Access, ...]:
    """Return the method on the path of the operation, its labels filled in."""
    found = model(operation.service).operation_model(operation.name)
    path = found.http["requestUri"].partition("?")[0]
    shape = found.input_shape
    for name, member in shape.members.items() if shape is not None else ():
        label = member.serialization.get("name", name)
        value = str(operation.parameters.get(name, "*"))
        path = path.replace(f"{{{label}}}", value).replace(f"{{{label}+}}", value)
    return (
        Access(f"apigateway:{found.http['method']}", place.arn("apigateway", path, account=False)),
    )
