"""How many messages wait in the queues of the broker."""

from collections.abc import Mapping

from celery import current_app
from kombu import Connection
from kombu.exceptions import ChannelError, OperationalError


class Queues:
    """The lengths of the queues as they were when each was first asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lengths: dict[str, int] = {}

    def waiting(self, task_name: str) -> int:
        """How many messages wait in the queue this task goes to."""
        name = queue_of(task_name)
        if name not in self._lengths:
            self._lengths[name] = self._ask(name)
        return self._lengths[name]

    def _ask(self, name: str) -> int:
        try:
            channel = self._connection.default_channel
            return int(channel.queue_declare(name, passive=True).message_count)
        except (ChannelError, OperationalError, *self._connection.channel_errors):
            return 0  # a queue that was never used is not there


def queue_of(task_name: str) -> str:
    """The queue messages of this task go to."""
    route: Mapping[str, object] = current_app.amqp.router.route({}, task_name)
    queue = route.get("queue")
    return str(getattr(queue, "name", queue))
