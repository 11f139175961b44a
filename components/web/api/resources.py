"""What one address of the API gives, and those of the datasets in each form; the rest are in `documents`."""

from collections.abc import Callable
from dataclasses import dataclass

from components.web.api.asked import Asked, Parameter
from components.web.api.registry import DATASETS, FORMS, Dataset, Form, Made, made, parameters_of


@dataclass(frozen=True)
class Resource:
    """What one address gives: its path below `ROOT`, its media types, what it is (catalogue keys) and its parameters.

    ``make`` is given what is asked, where this dashboard is, and whether all is meant whatever is asked. ``key`` tells
    two of its files apart. ``schema`` is the dataset whose rows it holds, where that is JSON.
    """

    path: str
    media_types: tuple[str, ...]
    title: str
    help: str
    parameters: tuple[Parameter, ...]
    make: Callable[[Asked, str, bool], Made]
    key: Callable[[Asked, str], tuple[object, ...]]
    passing: bool = False
    schema: str = ""

    @property
    def media_type(self) -> str:
        """The media type that it is sent as."""
        return self.media_types[0]


def _of_dataset(dataset: Dataset, form: Form) -> Resource:
    return Resource(
        f"{dataset.code}.{form.ending}",
        (form.media_type,),
        dataset.title,
        dataset.help,
        parameters_of(dataset, form),
        lambda wanted, _origin, whole: made(dataset, form, wanted, whole=whole),
        lambda wanted, _origin: dataset.key(wanted),
        dataset.passing,
        dataset.code if form.ending == "json" else "",
    )


OF_DATASETS = tuple(_of_dataset(dataset, form) for dataset in DATASETS.values() for form in FORMS.values())
"""Every dataset in every form."""
