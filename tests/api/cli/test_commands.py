"""The commands on a store built from the seeds: what they print, where, and with which exit status."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import Result
from typer.testing import CliRunner

from communique.api.cli import app
from communique.graph.store import folder
from tests.support.damage import damage

SEEDS = Path(__file__).parents[3] / "seeds"
QUERY = "SELECT ?name WHERE { ?p a dip:Person ; rdfs:label ?name } ORDER BY ?name"


def run(*arguments: object, stdin: str = "") -> Result:
    """The command's result; data and messages apart."""
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def own_store(tmp_path: Path) -> Path:
    """A store of two seeds that a test may change."""
    store = tmp_path / "store"
    chosen = [next(SEEDS.glob(f"{number}_*.txt")) for number in ("000", "002")]
    assert run("build", *chosen, "--store", store, "--workers", 1).exit_code == 0
    return store


def test_lookup_shows_each_fact_with_its_sentence_report_and_date(seed_store: Path) -> None:
    result = run("lookup", "Tô Lâm", "--store", seed_store)
    assert result.exit_code == 0
    assert "Kim Jong Un and To Lam: talks" in result.stdout
    assert "held talks with General Secretary of the Workers' Party of Korea" in result.stdout
    assert "000_2446497606f2864a, 2025-10-09" in result.stdout


def test_lookup_of_nobody_fails_and_says_what_helps(seed_store: Path) -> None:
    result = run("lookup", "Zzyzx", "--store", seed_store)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "communique search" in result.stderr


def test_path_runs_through_to_lam_with_both_sentences(seed_store: Path) -> None:
    result = run("path", "Kim Jong Un", "Lee Jae Myung", "--store", seed_store)
    assert result.exit_code == 0
    assert result.stdout.startswith("Kim Jong Un → To Lam → Lee Jae Myung")
    assert "2025-10-09" in result.stdout
    assert (
        "During the visit, General Secretary To Lam held talks with President Lee Jae Myung" in result.stdout
    )


def test_no_path_fails(seed_store: Path) -> None:
    result = run("path", "To Lam", "Kim Il Sung", "--hops", 1, "--relation", "meeting", "--store", seed_store)
    assert (result.exit_code, result.stdout) == (1, "")


@pytest.mark.parametrize("by", ["degree", "betweenness", "pagerank"])
def test_rank_by_every_measure(seed_store: Path, by: str) -> None:
    result = run("rank", "--by", by, "--json", "--store", seed_store)
    assert json.loads(result.stdout)["ranked"][0]["entity"]["label"] == "To Lam"


def test_search_forgives(seed_store: Path) -> None:
    result = run("search", "sisulith", "--json", "--store", seed_store)
    assert json.loads(result.stdout)["hits"][0]["label"] == "Thongloun Sisoulith"


@pytest.mark.parametrize("format", ["json", "csv", "tsv", "table"])
def test_query_writes_tables(seed_store: Path, format: str) -> None:
    result = run("query", "-", "--format", format, "--store", seed_store, stdin=QUERY)
    assert result.exit_code == 0
    assert "Kim Jong Un" in result.stdout
    if format == "json":
        assert json.loads(result.stdout)["head"]["vars"] == ["name"]


@pytest.mark.parametrize(
    ("format", "engine"), [("turtle", "TURTLE"), ("ntriples", "N_TRIPLES"), ("jsonld", "JSON_LD")]
)
def test_query_writes_graphs(seed_store: Path, format: str, engine: str) -> None:
    text = "CONSTRUCT { ?p rdfs:label ?l } WHERE { ?p a dip:Country ; rdfs:label ?l }"
    result = run("query", "-", "--format", format, "--store", seed_store, stdin=text)
    read = list(pyoxigraph.parse(result.stdout_bytes, format=getattr(pyoxigraph.RdfFormat, engine)))
    assert len(read) == 5


@pytest.mark.parametrize(
    ("arguments", "stdin", "says"),
    [
        (["-"], "SELEC ?x", "does not parse at line 1"),
        (["-"], "INSERT DATA { <urn:a> <urn:b> 1 }", "an update"),
        (["nowhere.rq"], "", "No such file"),
        (["-", "--format", "turtle"], QUERY, "table, json, csv or tsv"),
        (["-", "--format", "csv"], "CONSTRUCT WHERE { ?s a dip:Person }", "turtle, ntriples or jsonld"),
    ],
)
def test_query_mistakes_are_usage_errors(
    seed_store: Path, arguments: list[str], stdin: str, says: str
) -> None:
    result = run("query", *arguments, "--store", seed_store, stdin=stdin)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_a_query_that_would_reach_another_host_is_refused(seed_store: Path) -> None:
    text = "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    result = run("query", "-", "--store", seed_store, stdin=text)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "SERVICE is refused" in result.stderr


def test_query_writes_a_file_whole(seed_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "names.csv"
    assert run("query", "-", "-o", target, "--store", seed_store, stdin=QUERY).exit_code == 0
    assert "Kim Jong Un" in target.read_text()


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    for command in (
        ["lookup", "x"],
        ["search", "x"],
        ["path", "x", "y"],
        ["rank"],
        ["query", "-"],
        ["review"],
    ):
        result = run(*command, "--store", tmp_path / "none", stdin=QUERY)
        assert result.exit_code == 1
        assert "communique build" in result.stderr


def test_a_folder_that_is_no_store_is_named(tmp_path: Path) -> None:
    result = run("lookup", "x", "--store", tmp_path)
    assert result.exit_code == 1
    assert "no communique store" in result.stderr


def test_a_damaged_graph_is_told_with_what_to_do(own_store: Path, tmp_path: Path) -> None:
    damage(folder.graph(folder.current(own_store)))
    asked = tmp_path / "asked.rq"
    asked.write_text(QUERY)
    again = ("build", next(SEEDS.glob("000_*.txt")), next(SEEDS.glob("002_*.txt")), "--quiet")
    for command in (("lookup", "To Lam"), ("rank",), ("export",), ("query", asked), ("validate",), again):
        result = run(*command, "--store", own_store)
        assert (result.exit_code, result.stdout) == (1, ""), command
        assert str(own_store) in result.stderr
        assert "restore a backup" in result.stderr


def test_tables_are_exported_into_a_folder(seed_store: Path, tmp_path: Path) -> None:
    result = run("export", "--format", "csv", "--output", tmp_path / "network", "--store", seed_store)
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "network").iterdir()) == ["edges.csv", "nodes.csv"]
    for target in ("-", tmp_path / "network.csv"):
        refused = run("export", "--format", "csv", "--output", target, "--store", seed_store)
        assert refused.exit_code != 0
        assert "folder" in refused.stderr


def children(process: int) -> dict[int, str]:
    """The processes that a process has started, with their command lines."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    rows = (line.split(None, 2) for line in listed.stdout.splitlines())
    return {int(pid): args for pid, parent, args in rows if int(parent) == process}


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_stopped_takes_its_readers_along(stop: signal.Signals, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(40):
        shutil.copy(sorted(SEEDS.glob("*.txt"))[number % 5], reports / f"{number}.txt")
    command = [sys.executable, "-c", "from communique.api.cli import app; app()", "build", str(reports)]
    options = ["--workers", "2", "--quiet", "--store", str(tmp_path / "store")]
    process = subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL)
    while not (started := children(process.pid)) or _readings(tmp_path / "store") < 1:
        assert process.poll() is None
        time.sleep(0.1)
    process.send_signal(stop)
    process.wait()
    assert process.returncode == (143 if stop is signal.SIGTERM else -stop)
    deadline = time.monotonic() + 10
    while alive := [pid for pid in started if _alive(pid)]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.05)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _readings(store: Path) -> int:
    """How many readings the library of a store holds."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{store}/library.sqlite?mode=ro", uri=True)) as library:
            count: int = library.execute("SELECT COUNT(*) FROM reading").fetchone()[0]
            return count
    except sqlite3.Error:
        return 0


def test_build_lists_what_it_could_not_read_and_keeps_the_rest(own_store: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    good = next(SEEDS.glob("003_*.txt"))
    result = run(
        "build", tmp_path / "empty.txt", tmp_path / "binary.txt", good, "--store", own_store, "--workers", 1
    )
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert "binary.txt" in result.stderr
    assert "1 added" in result.stderr
    assert "3 reports" in result.stderr


def test_building_again_changes_nothing(own_store: Path) -> None:
    before = (own_store / "current").read_text()
    result = run("build", next(SEEDS.glob("000_*.txt")), "--store", own_store, "--workers", 1)
    assert result.exit_code == 0
    assert "1 unchanged" in result.stderr
    assert (own_store / "current").read_text() == before


def test_a_wrong_date_is_a_usage_error(tmp_path: Path) -> None:
    result = run("build", SEEDS, "--date", "tomorrow", "--store", tmp_path / "store")
    assert result.exit_code == 2
    assert not (tmp_path / "store").exists()


def test_a_person_decides(own_store: Path) -> None:
    meeting = json.loads(run("path", "Kim Jong Un", "To Lam", "--json", "--store", own_store).stdout)
    fact = meeting["paths"][0]["steps"][0]["facts"][0]["id"]
    assert run("reject", fact, "--store", own_store).exit_code == 0
    assert run("path", "Kim Jong Un", "To Lam", "--relation", "meeting", "--store", own_store).exit_code == 1
    assert run("merge", "Kim Jong Un", "Lee Jae Myung", "--store", own_store).exit_code == 0
    assert run("path", "Kim Jong Un", "Lee Jae Myung", "--json", "--store", own_store).stdout.count("iri") > 0
    assert run("split", "person/kim-jong-un", "person/lee-jae-myung", "--store", own_store).exit_code == 0
    assert len((own_store / "decisions.jsonl").read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["merge", "person/to-lam", "person/to-lam"], "both are person/to-lam"),
        (["merge", "person/to-lam", "party/communist-party-of-vietnam"], "different types"),
        (["merge", "person/to-lam", "country/vn"], "type country"),
        (["merge", "country/kp", "country/vn"], "type country"),
        (["split", "To Lam", "Tô Lâm"], "both are person/to-lam"),
        (["split", "person/nobody", "person/no-one"], "nothing with the id person/nobody"),
        (["split", "person/nobody@nowhere", "person/no-one@nowhere"], "nothing with the id"),
        (["split", "what/ever", "person/to-lam"], "type what"),
        (["reject", "person/to-lam"], "no fact"),
        (["reject", "claim/0"], "no fact"),
    ],
)
def test_decisions_that_make_no_sense_are_refused(seed_store: Path, arguments: list[str], says: str) -> None:
    result = run(*arguments, "--store", seed_store)
    assert result.exit_code == 1
    assert says in result.stderr
    assert not (seed_store / "decisions.jsonl").exists()


def test_merging_an_unclear_name_is_refused(own_store: Path) -> None:
    assert run("merge", "Kim", "Lee", "--store", own_store).exit_code == 1


def test_a_report_is_withdrawn(own_store: Path) -> None:
    removed = run("remove", "002_f284b0312a3ed4c8", "--store", own_store)
    assert removed.exit_code == 0
    assert "1 report removed, 1 left" in removed.stderr
    assert run("lookup", "Lee Jae Myung", "--store", own_store).exit_code == 1
    assert run("remove", "nothing", "--store", own_store).exit_code == 1


def test_what_was_built_is_well_formed(seed_store: Path) -> None:
    result = run("validate", "--store", seed_store)
    assert result.exit_code == 0, result.stdout


def test_extract_shows_what_a_report_states() -> None:
    result = run("extract", next(SEEDS.glob("000_*.txt")), "--format", "json")
    assert result.exit_code == 0
    assert {c["type"] for c in json.loads(result.stdout)["claims"]} >= {"office", "meeting"}
    assert run("extract", "nowhere.txt").exit_code == 1


def test_asking_loads_no_spacy_and_starts_fast(seed_store: Path) -> None:
    code = (
        "import sys\nfrom communique.api.cli import app\n"
        "app(['query', '-', '--store', sys.argv[1]], standalone_mode=False)\n"
        "heavy = {'spacy', 'thinc', 'fastapi', 'networkx', 'pandas'}\n"
        "print([m for m in sys.modules if m.split('.')[0] in heavy])"
    )
    command = [sys.executable, "-c", code, str(seed_store)]
    start = time.perf_counter()
    done = subprocess.run(command, input=QUERY.encode(), capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"
    assert time.perf_counter() - start < 3  # under half a second where nothing else runs


def test_a_taken_port_is_told_before_anything_else(seed_store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--store", seed_store, "--port", port)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert f"cannot listen on 127.0.0.1:{port}" in line
    assert "--port" in line


def test_ctrl_c_ends_the_server_without_a_word_of_its_workers(seed_store: Path) -> None:
    code = "from communique.api.cli import app; app()"
    command = [sys.executable, "-c", code, "serve", "--store", str(seed_store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr is not None
        said = [process.stderr.readline()]
        while "startup complete" not in said[-1]:
            said.append(process.stderr.readline())
        os.killpg(process.pid, signal.SIGINT)
        said += process.stderr.readlines()
    assert "serving at http://127.0.0.1:" in said[0]
    assert "stop with Ctrl-C" in said[0]
    assert "Traceback" not in "".join(said)


def test_every_command_has_help_and_an_example_of_its_store() -> None:
    overview = run("--help").stdout
    for command in app.registered_commands:
        assert command.callback is not None
        name = command.name or command.callback.__name__
        assert name in overview
        assert run(name, "--help").exit_code == 0
        assert command.callback.__doc__


def test_reports_that_contradict_each_other_are_shown_to_do_so(tmp_path: Path) -> None:
    for name, line in (
        ("a", "date 2025-03-05 President Arvo Tamme of Estonia held talks with President Ilze Brante of Latvia in Riga on March 4, 2025."),
        ("b", "date 2025-03-06 Estonian President Arvo Tamme and Latvian President Ilze Brante held talks in Riga on March 5, 2025."),
    ):  # fmt: skip
        (tmp_path / f"{name}.txt").write_text(line)
    assert run("build", tmp_path, "--store", tmp_path / "s", "--workers", 1).exit_code == 0
    said = run("lookup", "Arvo Tamme", "--store", tmp_path / "s").stdout
    assert "reports differ in date: 2025-03-04 or 2025-03-05" in said


def test_one_of_a_kind_is_counted_in_the_singular(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(
        "date 2025-03-05 President Arvo Tamme of Estonia met President Ilze Brante of Latvia in Riga on March 4, 2025."
    )
    said = run("build", report, "--store", tmp_path / "s", "--workers", 1).stderr
    assert "In the graph: 1 report of 2025-03-05" in said
    assert "1 meeting\n" in said


def test_a_build_of_nothing_readable_says_so_and_no_more(own_store: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    result = run("build", empty, "--store", own_store, "--workers", 1)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "the graph stays as it was"
    assert "In the graph" not in result.stderr
