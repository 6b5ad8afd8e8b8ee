"""Kept answers and the ledger in Redis, for all processes of the site.

Nothing here is trusted that Redis may have forgotten: an answer counts only while the
number of every tag it has is there, and none is higher than its own. A server that
begins anew, perhaps from an old copy of itself, is met with a new *floor*, below which
no answer counts: each new connection asks which run of the server it is.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from redis import ConnectionPool, Redis
from redis.exceptions import RedisError

from core.breaker import HelperAwayError, breaker_for
from core.caching.asked import Rule
from core.caching.kept import Kept
from core.caching.ledger import Entered
from core.models import Purge

SECONDS = 0.25
# An answer nobody asked for in this time is gone, in seconds.
KEPT_SECONDS = 86_400
# How many purges a process that looks seldom can catch up with.
LOG = 2_000
# How long the maker of an answer may take before another one tries, in milliseconds.
MAKING_MS = 5_000
PREFIX = "pages:"
NUMBER, FLOOR, RUN, JOURNAL, ORDER = (
    PREFIX + name for name in ("number", "floor", "run", "journal", "order")
)
# A number higher than all before it, also when Redis has lost the last one.
_NEXT = """
local function after(last)
  local time = redis.call('TIME')
  return math.max((tonumber(last) or 0) + 1, time[1] * 1000000 + time[2])
end
local n = string.format('%.0f', after(redis.call('GET', KEYS[1])))
redis.call('SET', KEYS[1], n)
"""
# KEYS number, floor, run, journal; ARGV the run of the server, a first entry.
ARRIVE = (
    """
if redis.call('GET', KEYS[3]) == ARGV[1] and redis.call('EXISTS', KEYS[2]) == 1 then
  return
end
redis.call('SET', KEYS[3], ARGV[1])
"""
    + _NEXT
    + """
redis.call('SET', KEYS[2], n)
redis.call('DEL', KEYS[4])
redis.call('ZADD', KEYS[4], n, ARGV[2])
"""
)
# KEYS number, journal; ARGV what to note, size of the journal, prefix, seconds, tags…
ENTER = (
    _NEXT
    + """
redis.call('ZADD', KEYS[2], n, ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - ARGV[2])
for i = 5, #ARGV do
  redis.call('SET', ARGV[3] .. ARGV[i], n, 'XX', 'EX', ARGV[4])
end
"""
)
# KEYS answer, floor; ARGV prefix of tags.
FIND = """
local kept = redis.call('HMGET', KEYS[1], 'begun', 'tags', 'data')
if not kept[1] then return false end
local begun, floor = tonumber(kept[1]), redis.call('GET', KEYS[2])
local holds = floor and tonumber(floor) <= begun
for tag in string.gmatch(holds and kept[2] or '', '%S+') do
  local n = redis.call('GET', ARGV[1] .. tag)
  if not n or tonumber(n) > begun then holds = false; break end
end
if holds then return kept[3] end
redis.call('UNLINK', KEYS[1])
return false
"""
# KEYS answer, floor, order; ARGV begun, data, prefix, seconds, most, now, tags…
KEEP = """
local begun, floor = tonumber(ARGV[1]), redis.call('GET', KEYS[2])
if not floor or tonumber(floor) > begun then return 0 end
for i = 7, #ARGV do
  local n = redis.call('GET', ARGV[3] .. ARGV[i])
  if n and tonumber(n) > begun then return 0 end
end
for i = 7, #ARGV do
  local key = ARGV[3] .. ARGV[i]
  if redis.call('EXPIRE', key, ARGV[4] * 2) == 0 then
    redis.call('SET', key, ARGV[1], 'EX', ARGV[4] * 2)
  end
end
redis.call('HSET', KEYS[1], 'begun', ARGV[1], 'data', ARGV[2],
  'tags', table.concat(ARGV, ' ', 7))
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('ZADD', KEYS[3], ARGV[6], KEYS[1])
if redis.call('ZCARD', KEYS[3]) > tonumber(ARGV[5]) then
  local old = redis.call('ZPOPMIN', KEYS[3], 100)
  for i = 1, #old, 2 do redis.call('UNLINK', old[i]) end
end
return 1
"""


class SharedStore:
    """Answers and ledger at the Redis of `url`, at most `most` answers.

    Every method raises HelperAwayError where Redis does not answer in time; then it is
    left alone for a moment.
    """

    def __init__(self, url: str, most: int) -> None:
        self.most = most
        self._breaker = breaker_for("pages", url)
        pool = ConnectionPool.from_url(
            url,
            protocol=2,
            driver_info=None,
            socket_timeout=SECONDS,
            socket_connect_timeout=SECONDS,
            redis_connect_func=self._arrive,
        )
        self._redis = Redis(connection_pool=pool)
        self._scripts = {
            text: self._redis.register_script(text) for text in (ENTER, FIND, KEEP)
        }

    def _arrive(self, connection: Any) -> None:
        """Greet the server, and mind whether it is the one that was here before."""
        connection.on_connect()
        connection.send_command("INFO", "server")
        info = connection.read_response()
        run = next(ln for ln in bytes(info).split() if ln.startswith(b"run_id:"))
        keys = (NUMBER, FLOOR, RUN, JOURNAL)
        first = json.dumps({"tags": [], "gone": False})
        connection.send_command("EVAL", ARRIVE, len(keys), *keys, run, first)
        connection.read_response()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        if not self._breaker.allows():
            raise HelperAwayError("pages: left alone after a failure")
        try:
            with self._breaker.watch(RedisError, OSError):
                yield
        except (RedisError, OSError) as error:
            raise HelperAwayError(f"pages: {error!r}") from error

    # --- The ledger -----------------------------------------------------------

    def enter(self, row: Purge) -> None:
        said = json.dumps({"row": row.pk, "tags": row.tags, "gone": row.is_gone})
        with self._asking():
            self._scripts[ENTER](
                keys=[NUMBER, JOURNAL],
                args=[said, LOG, PREFIX + "tag:", KEPT_SECONDS * 2, *row.tags],
            )
        Purge.objects.filter(pk=row.pk).delete()

    def reader(self) -> "RedisReader":
        return RedisReader(self)

    def numbers(self) -> tuple[int, int]:
        """The last number and the floor; the floor is 0 where Redis has lost it."""
        with self._asking():
            found = self._redis.mget(NUMBER, FLOOR)
        return int(found[0] or 0), int(found[1] or 0)

    def since(self, number: int) -> list[Entered] | None:
        """What was entered after `number`; None where the journal begins later."""
        with self._asking():
            found: Any = self._redis.zrangebyscore(
                JOURNAL, number, "+inf", withscores=True
            )
        if not found or int(found[0][1]) != number:
            return None
        return [_entered(said, int(score)) for said, score in found[1:]]

    def begin_anew(self) -> None:
        """Redis has lost the floor: whoever comes anew raises it over everything."""
        self._redis.connection_pool.disconnect()

    # --- Answers --------------------------------------------------------------

    def find(self, key: str) -> Kept | None:
        """The answer kept under `key`, if nothing it shows has changed since."""
        with self._asking():
            keys, args = [_place("a:", key), FLOOR], [PREFIX + "tag:"]
            data = self._scripts[FIND](keys=keys, args=args)
        return Kept.from_bytes(data) if data else None

    def keep(self, key: str, kept: Kept) -> bool:
        """Keep it, unless something it shows has changed since it was begun."""
        keys = [_place("a:", key), FLOOR, ORDER]
        args: list[Any] = [kept.begun, kept.to_bytes(), PREFIX + "tag:", KEPT_SECONDS]
        args += [self.most, int(kept.made_at), *sorted(kept.tags)]
        with self._asking():
            return bool(self._scripts[KEEP](keys=keys, args=args))

    def rule(self, address: str) -> Rule | None:
        with self._asking():
            found = self._redis.get(_place("r:", address))
        if found is None:
            return None
        params, headers = json.loads(found)
        return Rule(None if params is None else tuple(params), frozenset(headers))

    def learn(self, address: str, rule: Rule) -> None:
        said = json.dumps([rule.params, sorted(rule.headers)])
        with self._asking():
            self._redis.set(_place("r:", address), said, ex=KEPT_SECONDS)

    # --- One maker ------------------------------------------------------------

    def begin(self, key: str) -> bool:
        """Whether nobody else is making this answer now."""
        with self._asking():
            return bool(self._redis.set(_place("m:", key), 1, nx=True, px=MAKING_MS))

    def end(self, key: str) -> None:
        with self._asking():
            self._redis.delete(_place("m:", key))


class RedisReader:
    def __init__(self, store: SharedStore) -> None:
        self._store = store
        self.number, self._floor = store.numbers()

    def read(self) -> list[Entered] | None:
        number, floor = self._store.numbers()
        if not floor:
            self._store.begin_anew()
            number, floor = self._store.numbers()
        if (number, floor) == (self.number, self._floor):
            return []
        found = self._store.since(self.number) if floor == self._floor else None
        self.number = found[-1].number if found else number
        self._floor = floor
        return found


def _entered(said: bytes, number: int) -> Entered:
    purge = json.loads(said)
    return Entered(number, frozenset(purge["tags"]), purge["gone"])


def _place(kind: str, key: str) -> str:
    """A short name of its own for each key, however long."""
    return f"{PREFIX}{kind}{hashlib.blake2b(key.encode(), digest_size=16).hexdigest()}"
