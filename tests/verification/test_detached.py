"""guiju sign-file and guiju verify --public-key: signatures that minisign makes and reads.

In tests/signatures/ are signatures that the program minisign 0.12 made of tests/samples/report_of_format_2.json
(`-S`; `legacy`: with `-l`, of the bytes and not their hash), with keys of `minisign -G -W` whose secret halves were
thrown away.
"""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import minisign
import pytest

import guiju
from guiju.cli import main
from places import GOOD, TESTS
from receipt_files import Captured, small_report

MADE = TESTS / "signatures"
OLDER_REPORT = TESTS / "samples/report_of_format_2.json"
MAKER = (MADE / "maker.pub").read_text("utf-8").splitlines()[1]
PASSWORD = "a word that nobody prints"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report that minisign signed, and keys that guiju signs with: plain, and with a password."""
    shutil.copy(OLDER_REPORT, tmp_path / "report.json")
    shutil.copy(MADE / "report.json.minisig", tmp_path)
    pair = minisign.KeyPair.generate()
    (tmp_path / "plain.key").write_bytes(bytes(pair.secret_key))
    (tmp_path / "own.pub").write_bytes(bytes(pair.public_key))
    pair.secret_key.encrypt(PASSWORD, opslimit=32768, memlimit=1 << 20)
    (tmp_path / "locked.key").write_bytes(bytes(pair.secret_key))
    (tmp_path / "password").write_text(f"{PASSWORD}\n", "utf-8")
    return tmp_path


def verify(folder: Path, capsys: Captured, *arguments: object) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["verify", str(folder / "report.json"), "--base", str(GOOD), *map(str, arguments)])
    return code, "".join(capsys.readouterr())


def sign(folder: Path, capsys: Captured, key: str, *arguments: object, file: str = "report.json") -> tuple[int, str]:
    capsys.readouterr()
    code = main(["sign-file", str(folder / file), "--secret-key", str(folder / key), *map(str, arguments)])
    return code, "".join(capsys.readouterr())


# ---- what others signed


@pytest.mark.parametrize("key", [MAKER, MADE / "maker.pub"])
@pytest.mark.parametrize("signature", ["report.json.minisig", "legacy.minisig"])
def test_a_signature_of_minisign_is_of_its_key_given_as_a_file_or_typed(
    signature: str, key: object, folder: Path, capsys: Captured
) -> None:
    code, said = verify(folder, capsys, "--public-key", key, "--signature", MADE / signature)
    assert "key ACE3639EAF470DE7 signed exactly this file (" in said and "not what is true" in said
    # A signature makes no report of another format one that was recomputed.
    assert code == 3 and "all 4 duties are unchanged" in said


def test_the_signature_beside_the_report_is_taken_and_a_report_that_is_valid_stays_so(
    folder: Path, capsys: Captured
) -> None:
    small_report(folder)
    assert sign(folder, capsys, "plain.key")[0] == 0
    code, said = verify(folder, capsys, "--public-key", folder / "own.pub")
    first, *rest = said.splitlines()
    assert code == 0 and "signed exactly this file" in first and "is valid" in rest[0]


OTHERS = [
    ("by_another.minisig", "was made with key 490F5A44DDAD9947, not with ACE3639EAF470DE7; get the public key"),
    ("of_another_file.minisig", "report.json: it is of another file, or one of the two was changed"),
]


@pytest.mark.parametrize(("signature", "says"), OTHERS)
def test_a_signature_by_another_key_or_of_another_file_is_a_finding(
    signature: str, says: str, folder: Path, capsys: Captured
) -> None:
    code, said = verify(folder, capsys, "--public-key", MAKER, "--signature", MADE / signature)
    assert code == 1 and said.startswith(f"{MADE / signature}: ") and says in said and said.count("\n") == 1


def test_python_verifies_a_signature_as_the_command_does(folder: Path) -> None:
    kb, report = guiju.load(GOOD), folder / "report.json"
    assert kb.verify(report).key == ""
    for key in (MAKER, MADE / "maker.pub"):
        verified = kb.verify(report, public_key=key)
        assert (verified.key, verified.mismatches, verified.duties) == ("ACE3639EAF470DE7", (), 4)
    for signature, says in OTHERS:
        verified = kb.verify(report, public_key=MAKER, signature=MADE / signature)
        assert says in verified.mismatches[0].message and not verified.key and not verified.whole
    with pytest.raises(guiju.Misuse, match="is not a public key of minisign"):
        kb.verify(report, public_key=report)
    with pytest.raises(guiju.Misuse, match="--public-key: "):
        kb.verify(report, public_key="")


def test_a_report_of_which_a_space_changed_is_not_the_one_that_was_signed(folder: Path, capsys: Captured) -> None:
    report = folder / "report.json"
    report.write_bytes(report.read_bytes() + b" ")
    code, said = verify(folder, capsys, "--public-key", MAKER)
    assert code == 1 and "does not fit" in said and said.count("\n") == 1


def test_no_letter_of_a_signature_can_change_below_the_comment_that_nobody_signed(
    folder: Path, capsys: Captured
) -> None:
    whole = (MADE / "report.json.minisig").read_bytes()
    # Of the last letter before = some bits mean nothing.
    signed = [place for place in range(whole.index(b"\n") + 1, len(whole) - 1) if whole[place + 1 : place + 2] != b"="]
    for place in signed:
        changed = bytearray(whole)
        changed[place] ^= 1
        (folder / "report.json.minisig").write_bytes(changed)
        code, said = verify(folder, capsys, "--public-key", MAKER)
        assert code in (1, 2) and said.count("\n") == 1, (place, said)


HOSTILE = {
    "empty": b"",
    "half": (MADE / "report.json.minisig").read_bytes()[:150],
    "three lines": b"\n".join((MADE / "report.json.minisig").read_bytes().splitlines()[:3]),
    "five lines": (MADE / "report.json.minisig").read_bytes() + b"more\n",
    "binary": bytes(range(256)) * 8,
    "no base64": b"untrusted comment: x\n!!!!\ntrusted comment: y\n????\n",
    "short base64": b"untrusted comment: x\nQUJD\ntrusted comment: y\nQUJD\n",
    "no text": b"untrusted comment: \xff\n" + (MADE / "report.json.minisig").read_bytes().split(b"\n", 1)[1],
    "huge": b"untrusted comment: " + b"x" * 10_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_signature_no_public_key_and_no_secret_key_is_told_in_a_line(
    name: str, folder: Path, capsys: Captured
) -> None:
    file = folder / "hostile"
    file.write_bytes(HOSTILE[name])
    for code, said in (
        verify(folder, capsys, "--public-key", MAKER, "--signature", file),
        verify(folder, capsys, "--public-key", file),
        sign(folder, capsys, "hostile", "-o", folder / "new"),
    ):
        assert code == 2 and said.startswith("guiju: ") and said.count("\n") == 1 and "; " in said
    assert not (folder / "new").exists()


def test_what_is_missing_is_named_with_what_to_do(folder: Path, capsys: Captured) -> None:
    (folder / "report.json.minisig").unlink()
    for given, says in (
        (
            ["--public-key", MAKER],
            "report.json.minisig: no such file or directory; name the signature",
        ),
        (["--public-key", MAKER[:-1]], "--public-key: no such file or directory; name a file with the public key"),
        (["--public-key", "/dev/zero"], "--public-key: larger than 32,768 bytes"),
        (["--signature", "x"], "--signature: whose it has to be is missing; name their public key with --public-key"),
    ):
        code, said = verify(folder, capsys, *given)
        assert code == 2 and says in said and said.count("\n") == 1, said


def test_without_the_package_nothing_is_established(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "minisign", None)
    for code, said in (verify(folder, capsys, "--public-key", MAKER), sign(folder, capsys, "plain.key")):
        assert code == 3 and "pip install 'guiju[signatures]'" in said and said.count("\n") == 1
    assert verify(folder, capsys)[0] == 3  # as ever: of an older format


# ---- what you sign


@pytest.mark.parametrize("name", ["SHA256SUMS", "报告 一.json", "empty"])
def test_any_file_is_signed_and_its_signature_is_one_of_minisign(name: str, folder: Path, capsys: Captured) -> None:
    file = folder / name
    file.write_bytes(b"" if name == "empty" else name.encode())
    code, said = sign(folder, capsys, "plain.key", file=name)
    key = minisign.PublicKey.from_file(folder / "own.pub")
    assert code == 0 and key.to_base64().decode() in said
    made = minisign.Signature.from_file(f"{file}.minisig")
    key.verify(file.read_bytes(), made)
    assert made.is_prehashed() and (f"file:{name}" in made.trusted_comment) == name.isascii()


def test_a_password_is_read_from_a_file(folder: Path, capsys: Captured) -> None:
    code, said = sign(folder, capsys, "locked.key", "--password-file", folder / "password")
    assert code == 0 and PASSWORD not in said
    assert "signed exactly this file" in verify(folder, capsys, "--public-key", folder / "own.pub")[1]


def test_a_password_is_asked_for_on_a_terminal_and_not_shown(folder: Path, capsys: Captured) -> None:
    # As the terminal of its session, which is where a password is asked for.
    run = "import os, sys; os.login_tty(0); from guiju.cli import main; sys.exit(main(sys.argv[1:]))"
    call = ["sign-file", folder / "report.json", "--secret-key", folder / "locked.key"]
    ours, theirs = os.openpty()
    with subprocess.Popen([sys.executable, "-c", run, *call], stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while b"Password of" not in shown:
            shown += os.read(ours, 1000)
        os.write(ours, PASSWORD.encode() + b"\n")
        while b"whoever verifies it" not in shown:
            shown += os.read(ours, 1000)
    os.close(ours)
    assert process.returncode == 0 and PASSWORD.encode() not in shown
    assert "signed exactly this file" in verify(folder, capsys, "--public-key", folder / "own.pub")[1]


def damaged(folder: Path) -> str:
    """A key without a password whose halves no longer belong together."""
    key = minisign.SecretKey.from_file(folder / "plain.key")
    key._keynum_sk.public_key[3] ^= 1
    (folder / "damaged.key").write_bytes(bytes(key))
    return "damaged.key"


def test_where_signing_fails_nothing_is_written_and_no_secret_is_shown(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "report.json.minisig").read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO())
    secret = (folder / "plain.key").read_text("utf-8").splitlines()[1]
    (folder / "wrong").write_text("wrong\n", "utf-8")
    for (code, said), says in (
        (sign(folder, capsys, "locked.key"), "locked.key: has a password, and nobody can be asked here"),
        (sign(folder, capsys, "locked.key", "--password-file", folder / "wrong"), "the password is wrong, or the key"),
        (sign(folder, capsys, "locked.key", "--password", PASSWORD), "--password-file: no such file"),
        (sign(folder, capsys, damaged(folder)), "damaged.key: the password is wrong, or the key is damaged"),
        (sign(folder, capsys, "plain.key", "--secret-key", secret), "--secret-key: no such file or directory"),
        (sign(folder, capsys, "own.pub"), "own.pub: is not a secret key of minisign"),
        (sign(folder, capsys, "nosuch.key"), "--secret-key: no such file or directory; name the secret key"),
        (sign(folder, capsys, "plain.key", file="nosuch"), "nosuch: no such file or directory; name a file"),
        (sign(folder, capsys, "plain.key", "-o", folder / "no/where"), "cannot be written (no such file or directory)"),
        (sign(folder, capsys, "plain.key", "-o", folder / "plain.key"), "plain.key: is read by this command"),
    ):
        assert code == 2 and says in said and said.count("\n") == 1, said
        assert PASSWORD not in said and secret[:60] not in said
    assert (folder / "report.json.minisig").read_bytes() == before
    assert not [path for path in folder.iterdir() if path.name.startswith(".guiju")]


def test_a_key_called_like_the_signature_is_not_written_over(folder: Path, capsys: Captured) -> None:
    shutil.copy(folder / "plain.key", folder / "report.json.minisig")
    code, said = sign(folder, capsys, "report.json.minisig")
    assert code == 2 and "is read by this command" in said
    assert (folder / "report.json.minisig").read_bytes() == (folder / "plain.key").read_bytes()
