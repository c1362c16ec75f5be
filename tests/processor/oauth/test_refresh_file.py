"""The file always holds the newest refresh token, whatever fails on the way."""

from __future__ import annotations

import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.token_server import CLIENT_SECRET, TokenServer

from processor.errors import TokenRefused, TokenUnavailable
from processor.oauth.endpoint import Endpoint
from processor.oauth.refresh_file import RefreshFile, write_private
from processor.oauth.tokens import Granted

REMEDY = "run: ticketd oauth mail"


def kept(folder: Path, token: str, mode: int = 0o600) -> Path:
    path = folder / "mail.refresh-token"
    path.write_text(f"{token}\n")
    path.chmod(mode)
    return path


def rotated(token: str) -> Granted:
    return Granted("access", 3600.0, f"{token}+")


@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_a_new_token_is_in_the_file_with_the_rights_of_the_old_one(tmp_path: Path, mode: int) -> None:
    path = kept(tmp_path, "one", mode)

    assert RefreshFile(path, REMEDY).redeem(rotated).access_token == "access"

    assert path.read_text() == "one+\n"
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert list(tmp_path.iterdir()) == [path]


def test_a_server_that_rotates_is_satisfied_again_and_again(tmp_path: Path) -> None:
    with TokenServer(rotates=True) as server:
        file = RefreshFile(kept(tmp_path, server.new_refresh_token()), REMEDY)
        endpoint = Endpoint(server.client(), lambda: CLIENT_SECRET)

        tokens = {file.redeem(endpoint.refresh).access_token for _ in range(3)}

    assert len(tokens) == 3


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    path = kept(tmp_path / "elsewhere", "one")
    link = tmp_path / "link"
    link.symlink_to(path)

    RefreshFile(link, REMEDY).redeem(rotated)

    assert link.is_symlink() and path.read_text() == "one+\n"


def test_what_was_refused_is_told_with_what_to_do(tmp_path: Path) -> None:
    with TokenServer() as server:
        endpoint = Endpoint(server.client(), lambda: CLIENT_SECRET)
        with pytest.raises(TokenRefused, match=f"invalid_grant.*{REMEDY}") as refused:
            RefreshFile(kept(tmp_path, "canary-old"), REMEDY).redeem(endpoint.refresh)

    assert refused.value.code == "invalid_grant"
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    ("mode", "text", "words"), [(0o644, "x", "chmod 600"), (0o600, "", "empty"), (0, None, "exist")]
)
def test_a_file_that_is_not_right_is_told_with_what_to_do(
    tmp_path: Path, mode: int, text: str | None, words: str
) -> None:
    path = kept(tmp_path, text or "", mode) if text is not None else tmp_path / "absent"

    with pytest.raises(TokenRefused, match=f"{words}.*{REMEDY}"):
        RefreshFile(path, REMEDY).redeem(rotated)


def test_a_token_that_could_not_be_written_is_not_lost(tmp_path: Path) -> None:
    """The server takes the old one never again; until the new one is on the disk, its access token is not used."""
    path = kept(tmp_path, "one")
    (tmp_path / "elsewhere").mkdir()
    file = RefreshFile(tmp_path / "elsewhere" / ".." / path.name, REMEDY)
    shown: list[str] = []

    def refresh(token: str) -> Granted:
        shown.append(token)
        if len(shown) == 1:  # the disk goes away between the request and the file
            path.rename(tmp_path / "elsewhere" / "kept")
            path.mkdir()
        return rotated(token)

    with pytest.raises(TokenUnavailable, match="cannot be written"):
        file.redeem(refresh)
    path.rmdir()
    (tmp_path / "elsewhere" / "kept").rename(path)

    assert file.redeem(refresh).access_token == "access"
    assert shown == ["one", "one+"]
    assert path.read_text() == "one++\n"


def test_a_token_that_a_person_has_put_there_is_used_in_place_of_one_that_could_not_be_written(tmp_path: Path) -> None:
    path = kept(tmp_path, "one")
    file = RefreshFile(path, REMEDY)

    def refresh(token: str) -> Granted:
        path.unlink()
        path.mkdir()
        return rotated(token)

    with pytest.raises(TokenUnavailable):
        file.redeem(refresh)
    path.rmdir()
    kept(tmp_path, "by hand")

    file.redeem(rotated)
    assert path.read_text() == "by hand+\n"


def test_two_that_share_a_file_take_turns(tmp_path: Path) -> None:
    """
    Two mailboxes of one account, or `ticketd check` beside the daemon: both would show the same token. It does not
    matter that one of them reaches the file by a link.
    """
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link"
    with TokenServer(rotates=True) as server:
        path = kept(tmp_path, server.new_refresh_token())
        link.symlink_to(path)
        endpoint = Endpoint(server.client(), lambda: CLIENT_SECRET)
        begin = threading.Barrier(4)

        def redeem(number: int) -> str:
            begin.wait()
            return RefreshFile(link if number % 2 else path, REMEDY).redeem(endpoint.refresh).access_token

        with ThreadPoolExecutor(4) as pool:
            tokens = set(pool.map(redeem, range(4)))

        assert len(tokens) == 4
        assert server.most_at_once == 1
        assert server.refresh_tokens == {path.read_text().strip()}


def test_a_new_token_of_a_person_outlives_a_refresh_that_is_under_way(tmp_path: Path) -> None:
    path = kept(tmp_path, "one")
    replaced = threading.Thread(target=lambda: RefreshFile(path).replace("by hand"))

    def refresh(token: str) -> Granted:
        replaced.start()
        replaced.join(0.2)  # without the lock it is over by now
        return rotated(token)

    RefreshFile(path, REMEDY).redeem(refresh)
    replaced.join()

    assert path.read_text() == "by hand\n"


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    write_private(tmp_path / "new", "token")

    assert (tmp_path / "new").read_text() == "token\n"
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600
