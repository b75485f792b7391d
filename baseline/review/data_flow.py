"""Where events go and which key protects them, as a picture of one configuration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from baseline.config import Config
from baseline.review.svg import picture

_WIDTH, _HEIGHT, _MARGIN = 214, 80, 16
_COLUMN, _ROW = _WIDTH + 62, _HEIGHT + 30


@dataclass(frozen=True)
class Box:
    """Something that holds or hands on data: its name, what is to be said of it, and its place."""

    name: str
    lines: tuple[str, ...]
    column: int
    row: int
    key: bool = False


@dataclass(frozen=True)
class Arrow:
    """What goes from one box to another; `encrypts` is drawn as a dashed line without a head."""

    start: str
    end: str
    encrypts: bool = False


def drawn(config: Config) -> str:
    """Draw the way of an event from a call to whoever reads it, and the keys on the way."""
    boxes = {box.name: box for box in _boxes(config)}
    arrows = [each for each in _ARROWS if each.start in boxes and each.end in boxes]
    width = max(box.column for box in boxes.values()) * _COLUMN + _WIDTH + 2 * _MARGIN
    height = max(box.row for box in boxes.values()) * _ROW + _HEIGHT + 2 * _MARGIN
    parts = [
        *(part for arrow in arrows for part in _arrow(boxes[arrow.start], boxes[arrow.end], arrow)),
        *(part for box in boxes.values() for part in _box(box)),
    ]
    return picture(width, height, "Where events go", _about(list(boxes.values()), arrows), parts)


def _boxes(config: Config) -> Iterator[Box]:
    prefix, archive = config.prefix, config.log_archive
    lock = archive.object_lock
    kept = f"locked for {lock.days} days ({lock.mode})" if lock else "versioned, no Object Lock"
    yield Box(
        "Every account", ("calls to AWS in every region,", "reads and uses of keys too"), 0, 1
    )
    yield Box("Trail", (f"{prefix}-trail", "signed digest files each hour"), 1, 1)
    yield Box("Audit key", (f"alias/{prefix}-audit", "rotated each year"), 1, 0, key=True)
    yield Box(
        "Log bucket",
        (f"{prefix}-logs-ACCOUNT", f"kept {archive.retention_days} days", kept),
        2,
        0,
    )
    yield Box("Access logs", (f"{prefix}-access-logs-ACCOUNT", "who read the log bucket"), 3, 0)
    if config.trail.cloudwatch_logs:
        days = config.trail.log_group_retention_days
        yield Box("Log group", (f"/{prefix}/trail", f"kept {days} days"), 2, 1)
        yield Box("Saved queries", (f"{prefix}/… in Logs Insights", "asked by auditors"), 3, 1)
        yield Box("Alarms", (f"{prefix}-…", "within minutes of the event"), 3, 2)
        yield Box(
            "Operations key", (f"alias/{prefix}-operations", "rotated each year"), 2, 3, key=True
        )
        yield Box("Topic", (f"{prefix}-alarms", _told(config)), 3, 3)


def _told(config: Config) -> str:
    count = len(config.trail.emails)
    return f"tells {count} address{'es' if count > 1 else ''}" if count else "nobody is told yet"


_ARROWS = (
    Arrow("Every account", "Trail"),
    Arrow("Trail", "Log bucket"),
    Arrow("Trail", "Log group"),
    Arrow("Log bucket", "Access logs"),
    Arrow("Log group", "Saved queries"),
    Arrow("Log group", "Alarms"),
    Arrow("Alarms", "Topic"),
    Arrow("Audit key", "Log bucket", encrypts=True),
    Arrow("Operations key", "Log group", encrypts=True),
    Arrow("Operations key", "Topic", encrypts=True),
)


def _about(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> str:
    told = [
        f"{each.start} {'encrypts' if each.encrypts else 'goes to'} {each.end}" for each in arrows
    ]
    named = [f"{box.name}: {', '.join(box.lines)}." for box in boxes]
    return f"{'; '.join(told)}. {' '.join(named)}"


def _box(box: Box) -> Iterator[str]:
    x, y = _corner(box)
    look = "key" if box.key else "box"
    yield f'<rect class="{look}" x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="6"/>'
    yield f'<text class="ink theme" x="{x + 10}" y="{y + 20}">{escape(box.name)}</text>'
    for number, line in enumerate(box.lines):
        yield f'<text class="soft" x="{x + 10}" y="{y + 38 + 15 * number}">{escape(line)}</text>'


def _corner(box: Box) -> tuple[int, int]:
    return _MARGIN + box.column * _COLUMN, _MARGIN + box.row * _ROW


def _arrow(start: Box, end: Box, arrow: Arrow) -> Iterator[str]:
    """Draw a line from side to side, or from edge to edge within a column."""
    (x1, y1), (x2, y2) = _corner(start), _corner(end)
    if start.column == end.column:
        down = end.row > start.row
        points = [(x1 + _WIDTH // 2, y1 + (_HEIGHT if down else 0))]
        points += [(x2 + _WIDTH // 2, y2 + (0 if down else _HEIGHT))]
    else:
        middle = x2 - (_COLUMN - _WIDTH) // 2
        points = [(x1 + _WIDTH, y1 + _HEIGHT // 2), (middle, y1 + _HEIGHT // 2)]
        points += [(middle, y2 + _HEIGHT // 2), (x2, y2 + _HEIGHT // 2)]
    path = " ".join(f"{x},{y}" for x, y in points)
    yield f'<polyline class="{"dashed" if arrow.encrypts else "arrow"}" points="{path}"/>'
    if not arrow.encrypts:
        x, y = points[-1]
        vertical = start.column == end.column
        tip = f"{x - 4},{y - 7} {x + 4},{y - 7}" if vertical else f"{x - 7},{y - 4} {x - 7},{y + 4}"
        yield f'<polygon class="head" points="{x},{y} {tip}"/>'
