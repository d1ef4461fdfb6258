"""A JSON file is read with the place of each value; what two readers would read differently is found."""

import json
from copy import deepcopy
from pathlib import Path

from guiju.verification.json_file import MAX_VALUES, json_places, read_json
from receipt_files import Captured, at, paths, small_report, verified

MARK = "given-twice"


def test_more_values_than_are_read_are_refused_before_they_take_memory(tmp_path: Path, capsys: Captured) -> None:
    for text in ("[" + "1," * MAX_VALUES + "1]", "[" + "[]," * MAX_VALUES + "[]]", '["' + '\\"' * MAX_VALUES):
        code, (line,) = verified(tmp_path, capsys, text)
        assert code == 2 and ("more than 1,000,000 values and keys" in line or "is not JSON" in line)
    # Commas in a text are not values.
    code, (line,) = verified(tmp_path, capsys, {"x": "," * (MAX_VALUES + 1)})
    assert code == 2 and "is not a guiju receipt" in line


def test_a_byte_order_mark_is_named(tmp_path: Path, capsys: Captured) -> None:
    code, (line,) = verified(tmp_path, capsys, "\ufeff" + json.dumps(small_report(tmp_path)))
    assert code == 2 and "begins with a byte-order mark" in line


def test_a_key_given_twice_is_found_in_any_object_of_a_report(tmp_path: Path, capsys: Captured) -> None:
    value = small_report(tmp_path)
    texts = []
    for path in paths(value):
        if isinstance(at(value, path), dict) and at(value, path):
            copy = deepcopy(value)
            inside = at(copy, path)
            key = next(iter(inside))
            inside[MARK] = 1
            texts.append((path, key, json.dumps(copy, indent=1).replace(f'"{MARK}"', json.dumps(key))))
    assert len(texts) > 50
    for path, key, text in texts:
        (tmp_path / "twice.json").write_text(text, "utf-8")
        assert [twice for twice, _ in read_json(tmp_path / "twice.json").twice] == [(*path, key)], path
    code, lines = verified(tmp_path, capsys, texts[-1][2])
    assert code == 1 and "is given twice; readers differ on which of the two counts" in lines[0]


def test_places_are_those_of_values_and_keys() -> None:
    text = '{"a": [1, {"b c": "x,{"}],\n "é\\n": null, "d": {}}'
    found = json_places(text)
    assert found.values == {
        (): (1, 1),
        ("a",): (1, 7),
        ("a", 0): (1, 8),
        ("a", 1): (1, 11),
        ("a", 1, "b c"): (1, 19),
        ("é\n",): (2, 9),
        ("d",): (2, 20),
    }
    assert found.keys == {("a",): (1, 2), ("a", 1, "b c"): (1, 12), ("é\n",): (2, 2), ("d",): (2, 15)}
    assert set(paths(json.loads(text))) == set(found.values)
