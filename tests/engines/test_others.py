"""The functions over Arrow are taken as they are by what others wrote for data of any size."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

import cleancopy
from cleancopy.config import load_config
from tests.engines.test_arrow import COLUMNS, SEEDS, TEXTS

pytest.importorskip("pyarrow")

import pyarrow as pa

from cleancopy.engines import clean_listed, clean_table, output_schema

EXPECTED = clean_table(pa.table(COLUMNS))


@pytest.fixture
def datasets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The library, which asks no network and keeps nothing."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    library = pytest.importorskip("datasets")
    library.disable_caching()
    library.disable_progress_bars()
    yield library
    library.enable_caching()


def told(dataset: Any) -> list[dict[str, Any]]:
    rows = list(dataset)
    for row in rows:
        provenance = row["provenance"]
        for name in ("software", "counts"):
            provenance[name] = {pair["key"]: pair["value"] for pair in provenance[name]}
        for name in ("given", "claimed"):
            row[name] = {pair["key"]: pair["value"] for pair in row[name]}
    return rows


def test_a_dataset_of_hugging_face_is_mapped_in_batches(datasets: Any) -> None:
    dataset = datasets.Dataset.from_dict(COLUMNS)
    cleaned = dataset.with_format("arrow").map(
        clean_listed, batched=True, batch_size=2, remove_columns=dataset.column_names
    )
    assert told(cleaned.with_format(None)) == EXPECTED.to_pylist(maps_as_pydicts="strict")


def test_a_dataset_that_is_streamed_is_mapped_with_a_configuration(datasets: Any) -> None:
    config = load_config(overrides=["story.dateline=cut"])
    stream = datasets.Dataset.from_dict(COLUMNS).to_iterable_dataset(num_shards=2)
    cleaned = stream.with_format("arrow").map(
        clean_listed, batched=True, batch_size=2, remove_columns=["other"], fn_kwargs={"config": config}
    )
    rows = list(cleaned.with_format(None))
    assert set(rows[0]) == set(output_schema().names)
    texts = [row["text"] for row in rows]
    assert texts == [
        cleancopy.clean(text, name=path.name, config=config).text
        for path, text in zip(SEEDS, TEXTS, strict=True)
    ]
    assert texts != EXPECTED.column("text").to_pylist()


def test_a_batch_without_headlines_fits_the_others() -> None:
    empty, full = clean_listed(pa.table({"text": [None]})), clean_listed(pa.table(COLUMNS))
    assert empty.schema == full.schema
    assert pa.concat_tables([empty, full]).num_rows == 1 + len(SEEDS)


def cleaned_frame(part: Any) -> Any:
    return clean_table(part).to_pandas()


@pytest.mark.parametrize("scheduler", ["synchronous", "threads"])
def test_partitions_of_dask_are_mapped(scheduler: str) -> None:
    dask = pytest.importorskip("dask.dataframe")
    pandas = pytest.importorskip("pandas")
    pickle.dumps(clean_table)  # as for processes and machines
    frame = dask.from_pandas(pandas.DataFrame(COLUMNS), npartitions=3)
    lazy = frame.map_partitions(cleaned_frame, meta=output_schema().empty_table().to_pandas())
    whole = lazy.compute(scheduler=scheduler).reset_index(drop=True)
    pandas.testing.assert_frame_equal(whole, EXPECTED.to_pandas(), check_dtype=False)
