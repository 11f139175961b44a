"""What a viewer holds is what a browser holds: large parts, for as many runs as the server says."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.helpers import finished
from tests.load.crowd import Crowd, Look, percentile
from tests.load.viewer import Held, MissError, Viewer
from tests.serving import Server, serve


def test_a_reference_keeps_what_it_names_and_one_to_nothing_is_a_fault() -> None:
    held = Held(age=2)
    large = ForwardMsg(hash="a")
    large.metadata.cacheable = True
    assert not held.take(large)
    for _ in range(4):
        held.finished()
        assert held.take(ForwardMsg(ref_hash="a"))
    for _ in range(3):
        held.finished()
    assert not held.used
    with pytest.raises(MissError):
        held.take(ForwardMsg(ref_hash="a"))


def test_percentiles() -> None:
    assert percentile([], 0.5) == 0
    assert [percentile(range(1, 101), share) for share in (0.5, 0.95, 0.99, 1)] == [51, 96, 100, 100]


@pytest.fixture(scope="module")
def server():
    with serve(alive="/readyz") as own:
        yield own


def test_what_is_held_is_named_instead_of_sent(server: Server) -> None:
    async def visit() -> list[tuple[int, int]]:
        viewer = Viewer(server.origin)
        await viewer.open()
        runs = [await viewer.run(address) for address in ("", "", "pasakumi", "")]
        await viewer.close()
        return [(run.size, run.references) for run in runs]

    (first, none), (again, some), _, (back, same) = finished(visit())
    assert none == 0
    assert some == same > 5
    assert again < first / 5
    assert back < first / 5, "the way back to a screen"


def test_five_viewers_come_look_and_leave_without_a_fault(server: Server) -> None:
    crowd = Crowd(server.origin, [Look(""), Look("pasakumi", typed=("q", "atvērt"))], 5)

    async def all_of_it() -> None:
        await crowd.come()
        await crowd.look(1.5)
        await crowd.leave()

    finished(all_of_it())
    assert crowd.seen.faults == []
    assert (len(crowd.seen.painted), len(crowd.seen.live)) == (5, 5)
    assert crowd.seen.reruns
