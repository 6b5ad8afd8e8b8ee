"""An import holds its place for a batch, and a batch is not long."""

from collections import deque

import pytest

from transfer.writing.batches import BATCH, LONGEST, batch_of


@pytest.mark.parametrize(
    ("seconds", "count"),
    [(0, BATCH), (LONGEST / 10, 10), (LONGEST, 1), (5 * LONGEST, 1)],
)
def test_a_batch_ends_by_number_or_by_time(seconds, count):
    left = deque(range(2 * BATCH))
    moments = iter(n * seconds for n in range(BATCH + 1))

    taken = list(batch_of(left, clock=lambda: next(moments)))

    assert taken == list(range(count))
    assert list(left) == list(range(count, 2 * BATCH))


def test_the_last_batch_has_what_is_left():
    left = deque([1, 2])

    assert list(batch_of(left)) == [1, 2]
    assert list(batch_of(left)) == []
